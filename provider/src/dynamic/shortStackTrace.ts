import { sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Makes stack traces end at the first frame outside `folder`, the line of the user's program, until the returned
 * function is called.
 *
 * The SDK writes the whole stack of each resource's constructor into the state, a dozen frames of Node, ts-node and the
 * SDK itself, which is as much as all the rest of our resource; and the engine rewrites the state after every step.
 * What tells the user something, the line that declares the resource, stays.
 *
 * @param folder The package's own; frames of all files below it are left out.
 */
export function shortenStackTraces(folder: string): () => void {
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, frames) => {
        const isOurs = frames.map((frame) => (frame.getFileName() ?? "").startsWith(`${folder}${sep}`));
        const last = isOurs.lastIndexOf(true);
        // One frame of ours stays: it stands where the SDK expects that of the class whose line it looks for.
        const kept =
            last < 0 ? frames : frames.filter((_, index) => index <= last + 1 && (!isOurs[index] || index === last));
        // Source maps of the user's TypeScript are applied by the function that was there before.
        const trace = before
            ? before(error, kept)
            : [String(error), ...kept.map((frame) => `    at ${frame}`)].join("\n");
        return typeof trace === "string" ? withPaths(trace) : trace;
    };
    return () => {
        Error.prepareStackTrace = before;
    };
}

/** ES modules stand in traces as URLs, which the SDK does not read, or takes for paths that name the whole machine. */
function withPaths(trace: string): string {
    return trace.replace(/ (\()?(file:\/\/\/\S+?):(\d+):(\d+)\)?$/gm, (_all, paren, url, line, column) => {
        const place = `${fileURLToPath(url)}:${line}:${column}`;
        return paren ? ` (${place})` : ` <anonymous> (${place})`;
    });
}
