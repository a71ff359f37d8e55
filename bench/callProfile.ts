/** Measures where the provider's CPU time of one request goes. */
import { fork } from "node:child_process";
import type { Profiler } from "node:inspector";
import { join } from "node:path";
import { javascriptProject } from "../tests/support/packedProject";
import type { CallProfile } from "./results";
import { startVault } from "./vault";

/** The number of requests of each kind. */
const size = 10_000;

/** The rows of the table, with the scripts that count for them. The first that fits counts. */
const rows: readonly [row: string, scripts: RegExp][] = [
    ["Node's HTTP client and sockets", /^node:(_http|net|internal\/(stream_base|http|dns|timers))/],
    ["Node's streams, events, promises, URLs", /^node:/],
    ["node-fetch", /node-fetch|fetch-blob|data-uri-to-buffer|formdata-polyfill/],
    ["p-queue and p-retry", /p-queue|p-retry|p-timeout|eventemitter3/],
    ["our client: request, retry, token, response", /pulumi-mysafe\/dist\/(client|settings)\//],
    ["our lifecycle: batch, entries, state", /pulumi-mysafe\//],
];

/** The rows of native code, by its name in a profile. */
const natives = new Map([
    ["(garbage collector)", "garbage collection"],
    ["writeLatin1String", "the system call that writes a request"],
    ["(program)", "Node itself"],
    ["runMicrotasks", "Node's streams, events, promises, URLs"],
]);

/**
 * Disables and reads the passwords of a set through the packed provider, without an engine. Returns the microseconds of a
 * request by row.
 *
 * @param node The Node executable.
 */
export async function profileCalls(node: string): Promise<CallProfile> {
    const { folder } = await javascriptProject();
    const vault = await startVault(size, 0);
    const child = fork(join(__dirname, "callDriver.cjs"), { cwd: folder, execPath: node, execArgv: [] });
    try {
        const { url, clientId, clientSecret } = vault;
        const settings = { "mysafe:url": url, "mysafe:clientId": clientId, "mysafe:clientSecret": clientSecret };
        child.send({ size, settings });
        const profiles = await new Promise<Record<"disable" | "read", Profiler.Profile>>((resolve, reject) => {
            child.once("message", (message) => resolve(message as Record<"disable" | "read", Profiler.Profile>));
            child.once("exit", () => reject(new Error("the profiled provider has ended")));
        });
        return { disable: microsecondsByRow(profiles.disable), read: microsecondsByRow(profiles.read) };
    } finally {
        child.kill();
        await vault.stop();
    }
}

/** Returns the microseconds of one of {@link size} requests by row, without idle time. */
export function microsecondsByRow({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<string, number> {
    const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const rowOf = new Map(nodes.map(({ id }) => [id, findRow(id, byId, parents)]));
    const sums: Record<string, number> = {};
    for (const [index, id] of samples.entries()) {
        const row = rowOf.get(id) ?? "";
        sums[row] = (sums[row] ?? 0) + (timeDeltas[index] ?? 0) / size;
    }
    delete sums[idle];
    return sums;
}

const idle = "(idle)";

/** Returns the row of a function. Native code counts for the function that calls it. */
function findRow(
    id: number,
    byId: ReadonlyMap<number, Profiler.ProfileNode>,
    parents: ReadonlyMap<number, number>,
): string {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
        const { functionName = "", url = "" } = byId.get(at)?.callFrame ?? {};
        if (functionName === idle) {
            return idle;
        }
        const row = natives.get(functionName) ?? rows.find(([, scripts]) => url !== "" && scripts.test(url))?.[0];
        if (row !== undefined) {
            return row;
        }
    }
    return "other";
}
