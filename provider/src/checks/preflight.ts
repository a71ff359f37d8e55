import { isRetryable } from "../client/retry";
import type { Vault } from "../client/vault";
import type { DeclaredPassword } from "../dynamic/callerInfo";
import type { Preflight } from "../settings/settings";
import { ConnectionError, firstLine, formatError, VaultError } from "../shared/errors";
import { explain } from "../shared/explanations";
import type { CheckFailure } from "./form";
import type { Listing } from "./listing";

/** What a preflight works with. */
export interface PreflightSurroundings {
    listing: Listing;
    vault(): Vault;
    tell(line: string): void;
}

/** A failure, and whose: {@link createPreflight} can find out late what is wrong with a declaration that came before. */
export interface Finding extends DeclaredPassword {
    failure: CheckFailure;
}

/** One that an earlier run disabled, … */
export interface Managed extends DeclaredPassword {
    /** … and this one disables again, since a refresh found it active. */
    isDisabled: boolean;
}

/** One of these that the vault would refuse. */
type Missing = Managed & Finding;

/** How to ask. */
export interface PreflightSettings {
    preflight: Preflight;
    detectDrift: boolean;
    /** Most passwords that are read one by one, since the list lacks them. */
    maxPreviewReads: number;
}

/**
 * Asks the vault about declarations before anything is changed: one list call for all. Nothing that it asks changes the
 * vault, or lets a password's secret into this process.
 */
export function createPreflight(around: PreflightSurroundings) {
    /** Whether the vault was seen to list inactive passwords, or to have one that it does not list. */
    let listsInactive = false;
    let hidesInactive = false;
    /** What is managed and not listed, for as long as nobody knows whether that means anything. */
    const pending: Managed[] = [];

    /** What an unreachable vault means for a new declaration. */
    function unanswered(whose: DeclaredPassword, error: unknown, mode: Preflight): Finding[] {
        if (mode === "strict") {
            const reason = `the vault could not be asked about password ${whose.identifier}: ${(error as Error).message}`;
            return [
                { ...whose, failure: { property: "", reason: isPassing(error) ? `${reason}${afterStrict}` : reason } },
            ];
        }
        around.tell(
            `warning: preview goes on without asking the vault (mysafe:preflight is warn): ${firstLine((error as Error).message)}`,
        );
        return [];
    }

    const reads = new Map<string, Promise<Verdict | undefined>>();
    /** Why the vault cannot be asked, when it was seen: each further read would take as long to find it out again. */
    let unreachable: { error: unknown } | undefined;

    /** Reads a password that the list lacks, once: the engine has a declaration checked twice to replace its resource. */
    async function read<T extends DeclaredPassword>(whose: T, most: number): Promise<(T & Finding)[]> {
        const { identifier } = whose;
        if (!reads.has(identifier)) {
            if (unreachable !== undefined) {
                throw unreachable.error;
            }
            if (reads.size >= most) {
                around.tell(
                    `warning: more than ${most} of the passwords are not in the vault's list, which can leave inactive ones out: preview asks about no more of them (mysafe:maxPreviewReads), and \`pulumi up\` finds out about the others.`,
                );
                return [];
            }
            reads.set(identifier, readOnce(identifier));
        }
        const no = await reads.get(identifier);
        return no === undefined ? [] : [{ ...whose, failure: refused(whose, no) }];
    }

    /** What a read refuses a password with; what is not about it is thrown. */
    async function readOnce(identifier: string): Promise<Verdict | undefined> {
        try {
            // The list can leave inactive passwords out, so only a read tells them from what does not exist.
            hidesInactive = (await around.vault().isInactive(identifier)) || hidesInactive;
            return undefined;
        } catch (error) {
            if (error instanceof VaultError && error.code !== undefined && verdicts.has(error.code)) {
                return { code: error.code, words: error.vaultMessage };
            }
            unreachable ??= { error };
            throw error;
        }
    }

    /** What the list says of a managed password, and of those that it lacked so far. */
    async function lookedUp(managed: Managed, { detectDrift, maxPreviewReads }: PreflightSettings): Promise<Missing[]> {
        const entry = (await around.listing()).get(managed.identifier);
        if (entry?.canWrite === false) {
            return [{ ...managed, failure: refused(managed, noAccess) }];
        }
        if (entry === undefined) {
            pending.push(managed);
        } else if (!managed.isDisabled) {
            listsInactive = true;
        }
        const found: Missing[] = [];
        while (listsInactive && !hidesInactive && detectDrift) {
            const missing = pending.shift();
            if (missing === undefined) {
                break;
            }
            found.push(...(await read(missing, maxPreviewReads)));
        }
        return found;
    }

    return {
        /** Looks up a password that the run is to disable; one that the list lacks is read. */
        async ofNew(whose: DeclaredPassword, { preflight, maxPreviewReads }: PreflightSettings): Promise<Finding[]> {
            if (preflight === "off") {
                return [];
            }
            try {
                const entry = (await around.listing()).get(whose.identifier);
                if (entry === undefined) {
                    return await read(whose, maxPreviewReads);
                }
                return entry.canWrite ? [] : [{ ...whose, failure: refused(whose, noAccess) }];
            } catch (error) {
                return unanswered(whose, error, preflight);
            }
        },

        /**
         * Looks up a password that was disabled before, in the list alone. One that the list lacks is read only where
         * the vault lists inactive passwords, which another managed one in the list shows: so no preview reads each.
         */
        async ofUnchanged(managed: Managed, settings: PreflightSettings): Promise<Finding[]> {
            const { preflight } = settings;
            if (preflight === "off") {
                return [];
            }
            try {
                const found = await lookedUp(managed, settings);
                // Nothing that is to be done would fail; nor can a program mend what it does not name.
                const isToldOnly = ({ stays, isDisabled }: Missing) =>
                    preflight !== "strict" || (stays === true && !isDisabled);
                for (const { name, identifier, failure, stays } of found.filter(isToldOnly)) {
                    const whose = name === undefined ? "" : ` of resource '${name}'`;
                    const [refusal, , solution] = failure.reason.split("\n");
                    const mended = stays === true ? `. ${solution}` : "";
                    around.tell(`warning: password ${identifier}${whose}: ${refusal}${mended}`);
                }
                return found.filter((finding) => !isToldOnly(finding));
            } catch (error) {
                around.tell(
                    `warning: ${unseen} (mysafe:preflight off asks nothing): ${firstLine((error as Error).message)}`,
                );
                return [];
            }
        },
    };
}

/** Whether waiting mends it. What the vault has refused, or TLS or a proxy, is not mended by not asking. */
function isPassing(error: unknown): boolean {
    if (error instanceof VaultError) {
        return error.isTransient;
    }
    return !(error instanceof ConnectionError) || isRetryable(error) || error.code === "ENOTFOUND";
}

/** What it means for unchanged resources that the vault was not asked. */
export const unseen = "a change in the vault of what was disabled before would not be seen";

/** A code that says no to a declaration, and the vault's words for it. */
interface Verdict {
    code: number;
    words: string;
}

/** The codes that do; any other answer says nothing about the password. */
const verdicts = new Set([1005, 1006, 1010]);

const noAccess: Verdict = { code: 1006, words: "1006: User does not have access" };

const afterStrict =
    "\nTo preview without the vault: `pulumi config set mysafe:preflight warn` (or off); `up` needs the vault all the same.";

function refused({ property, stays }: DeclaredPassword, { code, words }: Verdict): CheckFailure {
    const explanation = explain({ status: 400, code });
    const solution =
        stays === true && code === 1005
            ? "`pulumi refresh` takes it out of the set, which is additive and had it."
            : explanation.solution;
    return { property, reason: formatError(words, { ...explanation, solution }) };
}
