import { userError } from "./userError";

/** Loads the vault's client at first use: most programs do not search. */
export function loadClient(): typeof import("../client/index") {
    return require("../client/index");
}

/** Runs a part of a search. @throws RunError in place of a SearchError. */
export async function forUser<T>(action: () => T): Promise<T> {
    try {
        return action();
    } catch (error) {
        throw error instanceof loadClient().SearchError ? userError(error.message) : error;
    }
}
