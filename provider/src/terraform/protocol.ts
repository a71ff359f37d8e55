import type { ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import { parse } from "protobufjs";

/**
 * The messages of Terraform's plugin protocol 6 that this provider reads or writes, and go-plugin's two services. Names and
 * numbers are those of the wire (`tfplugin6.proto`, `grpc_controller.proto`, `health.proto`).
 */
const definition = `
syntax = "proto3";
package tfplugin6;

message DynamicValue { bytes msgpack = 1; bytes json = 2; }
message RawState { bytes json = 1; map<string, string> flatmap = 2; }
message AttributePath {
    message Step { oneof selector { string attribute_name = 1; string element_key_string = 2; int64 element_key_int = 3; } }
    repeated Step steps = 1;
}
message Diagnostic { int32 severity = 1; string summary = 2; string detail = 3; AttributePath attribute = 4; }
message Attribute {
    string name = 1; bytes type = 2; string description = 3; bool required = 4; bool optional = 5; bool computed = 6;
    bool sensitive = 7; int32 description_kind = 8;
}
message Block { int64 version = 1; repeated Attribute attributes = 2; string description = 4; int32 description_kind = 5; }
message Schema { int64 version = 1; Block block = 2; }
message ServerCapabilities { bool plan_destroy = 1; bool get_provider_schema_optional = 2; }
message Named { string type_name = 1; }
message Empty {}

message Metadata {
    ServerCapabilities server_capabilities = 1; repeated Diagnostic diagnostics = 2; repeated Named data_sources = 3;
    repeated Named resources = 4;
}
message ProviderSchema {
    Schema provider = 1; map<string, Schema> resource_schemas = 2; map<string, Schema> data_source_schemas = 3;
    repeated Diagnostic diagnostics = 4; ServerCapabilities server_capabilities = 6;
}
message ProviderConfig { DynamicValue config = 1; }
message ProviderConfigDiagnostics { repeated Diagnostic diagnostics = 2; }
message ConfigureRequest { string terraform_version = 1; DynamicValue config = 2; }
message Diagnostics { repeated Diagnostic diagnostics = 1; }
message TypedConfig { string type_name = 1; DynamicValue config = 2; }
message UpgradeRequest { string type_name = 1; int64 version = 2; RawState raw_state = 3; }
message UpgradeResponse { DynamicValue upgraded_state = 1; repeated Diagnostic diagnostics = 2; }
message ReadRequest { string type_name = 1; DynamicValue current_state = 2; bytes private = 3; }
message ReadResponse { DynamicValue new_state = 1; repeated Diagnostic diagnostics = 2; bytes private = 3; }
message PlanRequest {
    string type_name = 1; DynamicValue prior_state = 2; DynamicValue proposed_new_state = 3; DynamicValue config = 4;
    bytes prior_private = 5;
}
message PlanResponse {
    DynamicValue planned_state = 1; repeated AttributePath requires_replace = 2; bytes planned_private = 3;
    repeated Diagnostic diagnostics = 4;
}
message ApplyRequest {
    string type_name = 1; DynamicValue prior_state = 2; DynamicValue planned_state = 3; DynamicValue config = 4;
    bytes planned_private = 5;
}
message ApplyResponse { DynamicValue new_state = 1; bytes private = 2; repeated Diagnostic diagnostics = 3; }
message ImportRequest { string type_name = 1; string id = 2; }
message ImportedResource { string type_name = 1; DynamicValue state = 2; bytes private = 3; }
message ImportResponse { repeated ImportedResource imported_resources = 1; repeated Diagnostic diagnostics = 2; }
message ReadDataResponse { DynamicValue state = 1; repeated Diagnostic diagnostics = 2; }
message Functions { repeated Diagnostic diagnostics = 2; }
message StopResponse { string Error = 1; }

service Provider {
    rpc GetMetadata(Empty) returns (Metadata);
    rpc GetProviderSchema(Empty) returns (ProviderSchema);
    rpc ValidateProviderConfig(ProviderConfig) returns (ProviderConfigDiagnostics);
    rpc ValidateResourceConfig(TypedConfig) returns (Diagnostics);
    rpc ValidateDataResourceConfig(TypedConfig) returns (Diagnostics);
    rpc UpgradeResourceState(UpgradeRequest) returns (UpgradeResponse);
    rpc ConfigureProvider(ConfigureRequest) returns (Diagnostics);
    rpc ReadResource(ReadRequest) returns (ReadResponse);
    rpc PlanResourceChange(PlanRequest) returns (PlanResponse);
    rpc ApplyResourceChange(ApplyRequest) returns (ApplyResponse);
    rpc ImportResourceState(ImportRequest) returns (ImportResponse);
    rpc ReadDataSource(TypedConfig) returns (ReadDataResponse);
    rpc GetFunctions(Empty) returns (Functions);
    rpc StopProvider(Empty) returns (StopResponse);
}
`;

const pluginDefinition = `
syntax = "proto3";
package plugin;
message Empty {}
service GRPCController { rpc Shutdown(Empty) returns (Empty); }
`;

const healthDefinition = `
syntax = "proto3";
package grpc.health.v1;
message HealthCheckRequest { string service = 1; }
message HealthCheckResponse { int32 status = 1; }
service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }
`;

/** The service that Terraform calls. */
export const providerService = serviceOf(definition, "tfplugin6.Provider");
/** go-plugin's service that ends the process. */
export const controllerService = serviceOf(pluginDefinition, "plugin.GRPCController");
/** gRPC's own service that says whether the server serves. */
export const healthService = serviceOf(healthDefinition, "grpc.health.v1.Health");

function serviceOf(text: string, name: string): ServiceDefinition {
    const { root } = parse(text, { keepCase: true });
    const loaded = fromJSON(root.toJSON(), { keepCase: true, longs: Number, defaults: true, oneofs: true });
    return loaded[name] as ServiceDefinition;
}

/** A value of a configuration, a state or a plan, in MessagePack or JSON. */
export interface DynamicValue {
    msgpack: Uint8Array;
    json?: Uint8Array;
}

/** One step of the path of an attribute. */
export type Step = { attribute_name: string } | { element_key_string: string } | { element_key_int: number };

/** The path of an attribute. */
export interface AttributePath {
    steps: Step[];
}

/** A message for the user, at an attribute of the configuration. */
export interface Diagnostic {
    severity: 1 | 2;
    summary: string;
    detail: string;
    attribute?: AttributePath | undefined;
}

export interface TypedConfig {
    type_name: string;
    config: DynamicValue;
}

export interface UpgradeRequest {
    type_name: string;
    version: number;
    raw_state: { json: Uint8Array; flatmap: Record<string, string> };
}

export interface ReadRequest {
    type_name: string;
    current_state: DynamicValue;
    private: Uint8Array;
}

export interface PlanRequest {
    type_name: string;
    prior_state: DynamicValue;
    proposed_new_state: DynamicValue;
    config: DynamicValue;
    prior_private: Uint8Array;
}

export interface ApplyRequest {
    type_name: string;
    prior_state: DynamicValue;
    planned_state: DynamicValue;
    config: DynamicValue;
    planned_private: Uint8Array;
}

export interface ImportRequest {
    type_name: string;
    id: string;
}
