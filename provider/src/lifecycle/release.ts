import { type ObjectKind, passwordKind } from "../client/kinds";
import { ConfigError, VaultError } from "../shared/errors";
import { groupBy } from "../shared/collections";
import { type BatchEnd, inBatch } from "./batch";
import type { RunContext } from "./context";
import { itOrThem, passwordsAre } from "./messages";
import type { statusOf } from "./state";

/** What is known of a password that goes. */
export interface Releasing {
    status: ReturnType<typeof statusOf>;
    vaultUrl: unknown;
}

/**
 * Makes what happens to passwords, or what else is of one kind, that leave a stack, after the `onDestroy` of its state, and tells what became of them.
 * Those that are among the failures, or untried, have not gone.
 */
export function createRelease(run: RunContext, { noun }: ObjectKind = passwordKind) {
    /** Tells something of passwords, unless there are none. */
    function tell(identifiers: readonly string[], line: (identifiers: readonly string[]) => string): void {
        if (identifiers.length > 0) {
            run.tell(line(identifiers));
        }
    }

    function leave(known: ReadonlyMap<string, Releasing>): void {
        const having = (status: Releasing["status"]) =>
            [...known.keys()].filter((identifier) => known.get(identifier)?.status === status);
        tell(
            having("unconfirmed"),
            (all) =>
                `warning: ${passwordsAre(all, ["leaves", "leave"], noun)} the stack, and ${all.length === 1 ? "its disabling was never confirmed: it" : "their disabling was never confirmed: they"} may be active. Look at ${itOrThem(all)} in the vault.`,
        );
        for (const status of ["inactive", "active"] as const) {
            tell(
                having(status),
                (all) =>
                    `${passwordsAre(all, undefined, noun)} left as ${all.length === 1 ? "it is" : "they are"}, ${status} when last seen`,
            );
        }
    }

    async function enable(identifiers: readonly string[]): Promise<BatchEnd> {
        const enabled: string[] = [];
        const missing: string[] = [];
        const declared: string[] = [];
        const end = await inBatch(run, "enabling", identifiers, async (identifier) => {
            // Meanwhile: an update of a set is under way while the rest of the program is checked.
            if (run.isDeclared(identifier)) {
                declared.push(identifier);
                return;
            }
            try {
                await run.enabling(identifier, () => run.vault().enable(identifier));
                enabled.push(identifier);
            } catch (error) {
                if (!(error instanceof VaultError) || error.code !== 1005) {
                    throw error;
                }
                missing.push(identifier);
            }
        });
        tell(declared, stillDeclared);
        tell(enabled, (all) => `${passwordsAre(all)} active again`);
        tell(missing, (all) => `${passwordsAre(all)} not enabled: the vault does not have ${itOrThem(all)} any more`);
        return end;
    }

    return async function depart(known: ReadonlyMap<string, Releasing>, onDestroy: unknown): Promise<BatchEnd> {
        if (onDestroy !== "enable") {
            leave(known);
            return { failures: [], untried: [] };
        }
        const all = [...known.keys()];
        const urlOf = (identifier: string) => known.get(identifier)?.vaultUrl;
        const away = all.filter((identifier) => run.isOfThisVault(urlOf(identifier)) === false);
        const here = all.filter((identifier) => run.isOfThisVault(urlOf(identifier)) !== false);
        tell(
            here.filter((identifier) => run.isDeclared(identifier)),
            stillDeclared,
        );
        const end = await enable(here.filter((identifier) => !run.isDeclared(identifier)));
        for (const [vaultUrl, identifiers] of groupBy(away, urlOf)) {
            end.failures.push(...departElsewhere(vaultUrl, identifiers));
        }
        return end;
    };

    /** Passwords of another vault than the one that is configured now, which nobody can call. */
    function departElsewhere(vaultUrl: unknown, identifiers: readonly string[]): BatchEnd["failures"] {
        const { url } = run.settings();
        tell(
            identifiers.filter((identifier) => run.isDeclared(identifier)),
            (some) =>
                `${passwordsAre(some)} not enabled in ${vaultUrl}, since mysafe:url is now ${url}. Look at ${itOrThem(some)} there.`,
        );
        const others = identifiers.filter((identifier) => !run.isDeclared(identifier));
        const error = new ConfigError([
            `mysafe:url is ${url}, and ${passwordsAre(others, ["was", "were"])} disabled in ${vaultUrl}: set mysafe:url to that, or let go of the password${others.length === 1 ? " as it is" : "s as they are"} (\`onDestroy: "leave"\` and an up, or \`pulumi state delete\`).`,
        ]);
        return others.map((identifier) => ({ identifier, error }));
    }
}

function stillDeclared(some: readonly string[]): string {
    return `${passwordsAre(some)} not enabled: the program still declares ${itOrThem(some)}`;
}
