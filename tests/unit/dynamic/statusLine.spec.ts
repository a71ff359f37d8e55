import assert from "node:assert/strict";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createStatusLine } from "../../../provider/src/dynamic/statusLine";
import { until } from "../../support/until";

/** Runs an action with an engine's address as first argument of the process, like the SDK's dynamic provider. */
async function withAddress(address: string, act: () => Promise<void> | void): Promise<void> {
    const before = process.argv;
    process.argv = [...before.slice(0, 2), address];
    try {
        await act();
    } finally {
        process.argv = before;
    }
}

describe("the status line", () => {
    it("goes to the engine as an ephemeral message, which the next one replaces", async () => {
        const logged: LogRequest[] = [];
        const server = new Server();
        server.addService(EngineService, {
            log: ({ request }: ServerUnaryCall<LogRequest, Empty>, answer: sendUnaryData<Empty>) => {
                logged.push(request);
                answer(null, new Empty());
            },
        });
        const port = await new Promise<number>((resolve, reject) =>
            server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
                error ? reject(error) : resolve(bound),
            ),
        );
        const printed: string[] = [];
        try {
            await withAddress(`127.0.0.1:${port}`, async () => {
                const show = createStatusLine((line) => printed.push(line));
                show("disabling: 1 of 9 done");
                show("disabling: 5 of 9 done");
                await until(() => logged.length === 2);
            });
        } finally {
            server.forceShutdown();
        }
        assert.deepEqual(
            logged.map((request) => [request.getMessage(), request.getSeverity(), request.getEphemeral()]),
            [
                ["disabling: 1 of 9 done", LogSeverity.INFO, true],
                ["disabling: 5 of 9 done", LogSeverity.INFO, true],
            ],
        );
        assert.deepEqual(printed, []);
    });

    for (const address of ["", "tests/unit/statusLine.spec.ts", "--watch", "host:port"]) {
        it(`is printed if the first argument is not an address: ${address || "none"}`, async () => {
            const printed: string[] = [];
            await withAddress(address, () => createStatusLine((line) => printed.push(line))("disabling: 1 of 9 done"));
            assert.deepEqual(printed, ["disabling: 1 of 9 done"]);
        });
    }

    it("does not fail if the engine does not answer", async () => {
        await withAddress("127.0.0.1:1", () => {
            const show = createStatusLine(() => assert.fail("printed"));
            show("one");
            show("two");
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
    });
});
