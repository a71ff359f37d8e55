import { createHash } from "node:crypto";
import {
    appendFileSync,
    existsSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmdirSync,
    rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The passwords that all plugin processes of one run have seen declared. */
export interface SharedDeclarations {
    /** Adds passwords of a vault to those of this process. */
    add(vaultUrl: string, identifiers: readonly string[]): void;
    /** Returns the passwords of a vault that the processes of the run have added. */
    read(vaultUrl: string): string[];
    /** Removes those of this process, at the end of its run. */
    remove(): void;
}

/**
 * Shares what a program declares between the processes of one run. The engine starts a process for each provider instance,
 * and a release must leave alone what any of them still declares.
 *
 * A private folder has a file for each process, with its identifiers. Without such a folder nothing is shared.
 *
 * @param run Identifies the run: the engine's address and process.
 */
export function createSharedDeclarations(run: string): SharedDeclarations {
    const key = createHash("sha256").update(run).digest("hex").slice(0, 16);
    const folder = join(tmpdir(), `pulumi-mysafe-${key}`);
    const file = join(folder, String(process.pid));

    function remove(): void {
        rmSync(file, { force: true });
        // Other processes can have files in it.
        ignoreErrors(() => rmdirSync(folder));
    }

    process.once("exit", remove);
    return {
        remove,
        add(vaultUrl, identifiers) {
            const lines = identifiers.map((identifier) => `${identifier} ${vaultUrl}\n`).join("");
            if (lines !== "" && makePrivate(folder)) {
                ignoreErrors(() => appendFileSync(file, lines));
            }
        },
        read(vaultUrl) {
            return filesIn(folder).flatMap((name) =>
                (ignoreErrors(() => readFileSync(join(folder, name), "utf8")) ?? "")
                    .split("\n")
                    .filter((line) => line.endsWith(` ${vaultUrl}`))
                    .map((line) => line.slice(0, line.indexOf(" "))),
            );
        },
    };
}

function filesIn(folder: string): string[] {
    return existsSync(folder) && makePrivate(folder) ? readdirSync(folder) : [];
}

/** Makes a folder that belongs to this user alone, and returns whether it does. */
function makePrivate(folder: string): boolean {
    ignoreErrors(() => mkdirSync(folder, { mode: 0o700 }));
    const { uid, mode = 0 } = ignoreErrors(() => lstatSync(folder)) ?? {};
    return uid !== undefined && (process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0));
}

/** Returns the result of an action on files; undefined where it fails, since no run fails for want of a temporary file. */
function ignoreErrors<T>(action: () => T): T | undefined {
    try {
        return action();
    } catch {
        return undefined;
    }
}
