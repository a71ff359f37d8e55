import { sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Cuts stack traces after the first frame outside a folder, the line of the user's program, until the returned function
 * is called.
 *
 * The SDK writes the stack trace of each constructor into the state: a dozen frames of Node, ts-node and the SDK, as many
 * bytes as the rest of a resource. The engine rewrites the state after each step, so bytes are time.
 *
 * @param folder The folder of this package. In a bundle there is none, and the stack traces stay as they are.
 */
export function shortenStackTraces(folder: string | undefined): () => void {
    if (folder === undefined) {
        return () => {};
    }
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, frames) => {
        const isOurs = frames.map((frame) => (frame.getFileName() ?? "").startsWith(`${folder}${sep}`));
        const last = isOurs.lastIndexOf(true);
        // One of our frames stays: the SDK skips it to find the line of the program.
        const kept =
            last < 0 ? frames : frames.filter((_, index) => index <= last + 1 && (!isOurs[index] || index === last));
        // The former function applies the source maps of the user's TypeScript.
        const trace = before
            ? before(error, kept)
            : [String(error), ...kept.map((frame) => `    at ${frame}`)].join("\n");
        return typeof trace === "string" ? urlsToPaths(trace) : trace;
    };
    return () => {
        Error.prepareStackTrace = before;
    };
}

/** Replaces the URLs of ES modules by paths, which the SDK reads. */
function urlsToPaths(trace: string): string {
    return trace.replace(/ (\()?(file:\/\/\/\S+?):(\d+):(\d+)\)?$/gm, (_all, paren, url, line, column) => {
        const place = `${fileURLToPath(url)}:${line}:${column}`;
        return paren ? ` (${place})` : ` <anonymous> (${place})`;
    });
}
