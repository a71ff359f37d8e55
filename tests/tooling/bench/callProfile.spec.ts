import assert from "node:assert/strict";
import type { Profiler } from "node:inspector";
import { microsecondsByRow } from "../../../bench/callProfile";

/** Returns a profile of a chain of functions, each with its own milliseconds. */
function profileOf(...chain: [functionName: string, url: string, ms: number][]): Profiler.Profile {
    return {
        nodes: chain.map(([functionName, url], index) => ({
            id: index + 1,
            callFrame: { functionName, url, scriptId: "0", lineNumber: 0, columnNumber: 0 },
            ...(index + 1 < chain.length ? { children: [index + 2] } : {}),
        })),
        startTime: 0,
        endTime: 0,
        samples: chain.map((_, index) => index + 1),
        timeDeltas: chain.map(([, , ms]) => ms * 1_000),
    };
}

describe("the bench's profile of a request", () => {
    const modules = "file:///project/node_modules";

    it("counts native code for the function that calls it, and each script for its row", () => {
        const profile = profileOf(
            ["runMicrotasks", "", 10],
            ["disableAll", `${modules}/pulumi-mysafe/dist/lifecycle/disable.js`, 20],
            ["exchange", `${modules}/pulumi-mysafe/dist/client/requestSender.js`, 30],
            ["parse", "", 40],
            ["fetch", `${modules}/node-fetch/src/index.js`, 50],
            ["request", "node:_http_client", 60],
            ["writeLatin1String", "", 70],
        );
        assert.deepEqual(microsecondsByRow(profile), {
            "Node's streams, events, promises, URLs": 1,
            "our lifecycle: batch, entries, state": 2,
            "our client: request, retry, token, response": 7,
            "node-fetch": 5,
            "Node's HTTP client and sockets": 6,
            "the system call that writes a request": 7,
        });
    });

    it("leaves out idle time, and names what it does not know", () => {
        assert.deepEqual(microsecondsByRow(profileOf(["(root)", "", 10], ["(idle)", "", 20])), { other: 1 });
    });
});
