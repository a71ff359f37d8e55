import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { type Filters, matchesFilters } from "../client/filters";
import type { ListedPassword } from "../client/passwordList";
import { type Command, UsageError } from "./command";
import { failWith } from "./fileFailure";
import { formatCsv, formatJson, formatTable } from "./listFormats";
import { withVault } from "./vaultAccess";

const formatters = new Map<string, (passwords: readonly ListedPassword[], columns?: number) => string>([
    ["table", formatTable],
    ["csv", formatCsv],
    ["json", formatJson],
]);

export const listCommand: Command = {
    summary: "finds passwords in the vault, with their identifiers and what the access key can do",
    description: `Finds passwords in the vault as getPasswords does, and shows what the access key can do with each. It compares
in any case, and all filters must match; without a filter it lists every password that the access key sees. The command
makes one list call, changes nothing and shows no secret. The settings are those of the resources: the stack
configuration, then the environment.`,
    options: {
        username: ["NAME", "the whole user name"],
        tag: ["TAG", "one whole tag"],
        name: ["TEXT", "a part of the name"],
        url: ["TEXT", "a part of the URL"],
        stack: ["NAME", "the stack (default: the stack that is selected in this folder)"],
        format: ["FORMAT", "table, csv or json (default: the extension of --out, or table)"],
        out: ["FILE", "the file to write (default: standard output)"],
    },
    async run({ stack, format, out, ...filters }, io) {
        // 1. Check the options before anything is sent.
        const empty = Object.keys(filters).find((name) => filters[name]?.trim() === "");
        if (empty !== undefined) {
            throw new UsageError(`--${empty} is empty: give a text, or omit it to find all`);
        }
        const formatName = format ?? (out === undefined ? "table" : extname(out).slice(1));
        const formatter = formatters.get(formatName.toLowerCase());
        if (formatter === undefined) {
            throw new UsageError(
                `unknown format "${formatName}": --format must be table, csv or json, or --out must end in .csv or .json`,
            );
        }
        return withVault(io, stack, async ({ vault, note }) => {
            // 2. Find the passwords. The vault's own filters are not documented.
            const all = [...(await vault.list()).values()];
            const found = all.filter(matchesFilters(filters as Filters));
            // 3. Write them to standard output or to a file.
            const text = formatter(found, io.terminal?.columns);
            if (out === undefined) {
                io.stdout(text);
            } else {
                await writeFile(resolve(io.cwd, out), text).catch(failWith(`cannot write ${out}`));
            }
            // 4. Print the counts, and why a password can be absent.
            const counts = countsOf(all.length, found, Object.keys(filters).length > 0);
            note(`${counts}${out === undefined ? "" : `; see ${out}`}\n${hint(found.length)}`);
            return 0;
        });
    },
};

function countsOf(all: number, found: readonly ListedPassword[], isFiltered: boolean): string {
    const passwords = `${all} password${all === 1 ? "" : "s"}`;
    if (all === 0) {
        return "the access key sees no password";
    }
    if (found.length === 0) {
        return `none of ${passwords} matches`;
    }
    const subject = isFiltered ? `${found.length} of ${passwords} match${found.length === 1 ? "es" : ""}` : passwords;
    return `${subject}; the access key can disable ${found.filter(({ canWrite }) => canWrite).length}`;
}

function hint(found: number): string {
    const comparison = "Tags and user names match as a whole, names and URLs in part. ";
    return `${found === 0 ? comparison : ""}The vault can leave inactive passwords out of its list.`;
}
