/** The input and the results of every source of an engine. */
import type { Progress } from "./progress";
import type { Limits } from "./versions";

/** The environment of a search for an engine: everything that a test may replace. */
export interface Context {
    env: NodeJS.ProcessEnv;
    platform: NodeJS.Platform;
    arch: string;
    /** The folder that holds cached engines, their locks and staging folders. */
    cacheRoot: string;
    installerUrl: string;
    limits: Limits;
    progress: Progress;
    /** Aborted when the process is interrupted, which kills all children at once. */
    signal: AbortSignal;
}

/** A usable engine. */
export interface Found {
    /** The folder of the `pulumi` executable. */
    folder: string;
    /** Its version, without a `v`. */
    version: string;
}

/** A source without a usable engine. */
export interface Unusable {
    /** The cause, which follows "skipped X: " in the log. */
    reason: string;
}

/** Makes an engine inside `staging` and returns the folder of its executables. */
export type Maker = (context: Context, staging: string) => Promise<{ folder: string } | Unusable>;

/** The expected error when there is no engine. Its message is complete, so it has no stack. */
export class EngineError extends Error {
    override readonly name = "EngineError";

    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.stack = message;
    }
}
