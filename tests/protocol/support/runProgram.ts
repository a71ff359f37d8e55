import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    type RegisterResourceRequest,
    RegisterResourceResponse,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { cleanEnvironment } from "./environment";
import type { Declaration } from "./program";
import type { Properties } from "./providerProcess";

type Phase = "preview" | "update";

/** The value of "elsewhere" in an update. */
export const valueFromElsewhere = "314";

/**
 * Runs `program.ts` against a resource monitor of this process, as the engine's language host does. Returns the
 * registered inputs in the order of the declarations, in the form that `check` receives.
 *
 * @param hiddenOutputs Additional outputs of each resource.
 */
export async function runProgram(
    phase: Phase,
    declarations: Declaration[],
    hiddenOutputs: Properties = {},
): Promise<Properties[]> {
    const registered = new Map<string, Properties>();
    const server = new Server();
    server.addService(ResourceMonitorService, {
        supportsFeature: (_: unknown, answer: sendUnaryData<SupportsFeatureResponse>) =>
            answer(null, new SupportsFeatureResponse().setHassupport(true)),
        registerResource: (
            { request }: ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>,
            answer: sendUnaryData<RegisterResourceResponse>,
        ) => {
            const inputs: Properties = request.getObject()?.toJavaScript() ?? {};
            registered.set(request.getName(), { ...inputs });
            const state = { ...inputs, ...hiddenOutputs };
            if (phase === "update" && request.getName() === "elsewhere") {
                state.value = valueFromElsewhere;
            }
            const response = new RegisterResourceResponse()
                .setUrn(`urn:pulumi:test::protocol::${request.getType()}::${request.getName()}`)
                .setId(phase === "update" ? "an-id" : "")
                .setObject(Struct.fromJavaScript(state));
            answer(null, response);
        },
        registerResourceOutputs: (_: unknown, answer: sendUnaryData<Empty>) => answer(null, new Empty()),
        signalAndWaitForShutdown: (_: unknown, answer: sendUnaryData<Empty>) => answer(null, new Empty()),
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    try {
        await runNode([
            ...["--require", "tsx/cjs", require.resolve("@pulumi/pulumi/cmd/run")],
            ...[`--monitor=127.0.0.1:${port}`, "--project=protocol", "--stack=test"],
            ...(phase === "preview" ? ["--dry-run"] : []),
            ...[join(__dirname, "program.ts"), JSON.stringify(declarations)],
        ]);
    } finally {
        server.forceShutdown();
    }
    return declarations.map((_, index) => {
        const inputs = registered.get(`resource-${index}`);
        if (inputs === undefined) {
            throw new Error(`the program did not register resource-${index}`);
        }
        return inputs;
    });
}

async function runNode(args: string[]): Promise<void> {
    const child = spawn(process.execPath, args, {
        cwd: __dirname,
        env: cleanEnvironment(),
        stdio: ["ignore", "pipe", "pipe"],
    });
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
            output += text;
        });
    }
    const [code] = await once(child, "close");
    process.off("exit", endWithUs);
    if (code !== 0) {
        throw new Error(`the program failed (${code}):\n${output}`);
    }
}
