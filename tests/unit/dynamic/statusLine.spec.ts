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

const watched = () => true;

/** Shows lines, each at its time in seconds, and returns those that are printed. */
async function printedAt(isWatched: boolean, lines: [seconds: number, line: string][]): Promise<string[]> {
    const printed: string[] = [];
    let now = 0;
    await withAddress("", () => {
        const print = (line: string) => printed.push(`${now / 1000} s: ${line}`);
        const show = createStatusLine(
            print,
            () => isWatched,
            () => now,
        );
        for (const [seconds, line] of lines) {
            now = seconds * 1000;
            show(line);
        }
    });
    return printed;
}

describe("the status line", () => {
    it("shows each change once in a terminal", async () => {
        assert.deepEqual(
            await printedAt(true, [
                [1.5, "0 of 9 done"],
                [3, "0 of 9 done"],
                [4.5, "5 of 9 done"],
                [6, "5 of 9 done"],
            ]),
            ["1.5 s: 0 of 9 done", "4.5 s: 5 of 9 done"],
        );
    });

    it("shows a change every 30 s at most where nobody watches", async () => {
        assert.deepEqual(
            await printedAt(false, [
                [1, "0 of 9 done"],
                [30.9, "1 of 9 done"],
                [31, "2 of 9 done"],
                [32, "3 of 9 done"],
                [61, "2 of 9 done"],
                [62, "4 of 9 done"],
            ]),
            ["31 s: 2 of 9 done", "62 s: 4 of 9 done"],
        );
    });

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
                const show = createStatusLine((line) => printed.push(line), watched);
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
            await withAddress(address, () =>
                createStatusLine((line) => printed.push(line), watched)("disabling: 1 of 9 done"),
            );
            assert.deepEqual(printed, ["disabling: 1 of 9 done"]);
        });
    }

    it("does not fail if the engine does not answer", async () => {
        await withAddress("127.0.0.1:1", () => {
            const show = createStatusLine(() => assert.fail("printed"), watched);
            show("one");
            show("two");
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
    });
});
