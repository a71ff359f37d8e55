/** What every source of an engine is given, and what it answers. */
import type { Progress } from "./progress";
import type { Limits } from "./versions";

/** The surroundings in which an engine is looked for: all that a test may want to replace. */
export interface Context {
    env: NodeJS.ProcessEnv;
    platform: NodeJS.Platform;
    arch: string;
    /** The folder that holds cached engines, their locks and staging folders. */
    cacheRoot: string;
    installerUrl: string;
    limits: Limits;
    progress: Progress;
    /** Aborted when the process is interrupted: children are ended at once. */
    signal: AbortSignal;
}

/** An engine that has been run and is new enough. */
export interface Found {
    /** The folder of the `pulumi` executable. */
    folder: string;
    /** Its version, without a `v`. */
    version: string;
}

/** Why a source was passed over, in words that follow "passed over X: ". */
export interface Refused {
    refused: string;
}

/** What makes an engine: it leaves the executables in the folder it answers, which is inside `staging`. */
export type Maker = (context: Context, staging: string) => Promise<{ folder: string } | Refused>;

/** An expected end without an engine. Its message is for people and stands alone, so there is no stack. */
export class EngineError extends Error {
    override readonly name = "EngineError";

    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.stack = message;
    }
}
