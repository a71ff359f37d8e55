/**
 * Makes stack traces end at the first frame outside `file`, the line of the user's program, until the returned
 * function is called.
 *
 * The SDK writes the whole stack of each resource's constructor into the state, a dozen frames of Node, ts-node and the
 * SDK itself, which is as much as all the rest of our resource; and the engine rewrites the state after every step.
 * What tells the user something, the line that declares the resource, stays.
 *
 * @param file The calling module's `__filename`.
 */
export function shortenStackTraces(file: string): () => void {
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, frames) => {
        const ours = frames.map((frame) => frame.getFileName() === file).lastIndexOf(true);
        const kept = ours < 0 ? frames : frames.slice(0, ours + 2);
        // Source maps of the user's TypeScript are applied by the function that was there before.
        return before ? before(error, kept) : [String(error), ...kept.map((frame) => `    at ${frame}`)].join("\n");
    };
    return () => {
        Error.prepareStackTrace = before;
    };
}
