import { ExpectedError, formatError } from "../shared/errors";

/** An operation needs the vault while a setting is unknown. The settings that are known can lead to another vault. */
export class UnknownVaultError extends ExpectedError {
    /** @param otherwise Another solution, as the start of a sentence. */
    constructor(refused: string, otherwise = "") {
        const summary = `${refused} before the plan knows the configuration of the provider`;
        const explanation = {
            cause: "a setting comes from a resource that is not applied yet.",
            solution: `${otherwise}apply the resource first, with -target.`,
        };
        super(formatError(summary, explanation), summary, explanation);
    }
}
