import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { ApplyResult } from "../lifecycle/host";
import { toStruct } from "./wire";

/** An error that makes the engine keep a resource as "created but failed to initialize". */
export class InitFailedError extends Error {
    constructor(
        readonly result: ApplyResult,
        /** The failure of what is left to do. */
        readonly failure: Error,
        message = failure.message,
    ) {
        super(message);
    }
}

/** Returns an error as the engine reads it. The message is all that it shows. */
export function toServiceError(error: Error): Partial<ServiceError> {
    const metadata = new Metadata();
    if (error instanceof InitFailedError) {
        // gRPC keeps structured errors in a header that its Node implementation does not write.
        metadata.add("grpc-status-details-bin", Buffer.from(describe(error).serializeBinary()));
    }
    return { code: status.UNKNOWN, details: error.message, metadata };
}

function describe({ result, message }: InitFailedError): Status {
    const failure = new ErrorResourceInitFailed();
    failure.setId(result.id);
    failure.setProperties(toStruct(result.outputs));
    // The engine prints reasons as a list, and not the message.
    failure.setReasonsList([message.replaceAll("\n", "\n\t  ")]);
    const details = new Any();
    details.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const answer = new Status();
    answer.setCode(status.UNKNOWN);
    answer.setMessage(message);
    answer.addDetails(details);
    return answer;
}
