import type { ObjectKind } from "../client/kinds";
import { type Properties, unknownValue } from "../shared/properties";
import { words } from "../shared/vocabulary";
import { type BatchFailure, failuresIn } from "./batch";
import type { StateCodec } from "./codec";
import type { RunContext } from "./context";
import { applyResults, disableAll, readNames } from "./disable";
import { dueIdentifiers, requireUnprotected } from "./due";
import { type Entries, withoutNames } from "./entries";
import type { ApplyResult, Lifecycle } from "./host";
import { reportLeaving } from "./leaving";
import { itOrThem, logAbout, subjectAndVerb, subjectsOf } from "./messages";
import { describeRemaining, PartialFailureError } from "./partialFailure";
import { planChanges } from "./plan";
import { planEntries } from "./plannedEntries";
import { refreshAll } from "./refresh";
import { reportLeft, restoreAll } from "./release";

/** Creates the operations of one type of resource: for one object or many, for passwords, notes or API secrets. */
export function createLifecycle(context: RunContext, kind: ObjectKind, codec: StateCodec): Lifecycle {
    const { log } = context;

    /** Returns the outputs, without the names where `mysafe:keepNames` is false. */
    function encode(inputs: Properties, entries: Entries): Properties {
        const hasName = [...entries.values()].some(({ name }) => name !== undefined);
        return codec.encode(inputs, hasName && !context.settings().keepNames ? withoutNames(entries) : entries);
    }

    /** Returns the error of one object as it is, and of several together. */
    function failed(
        done: string,
        failures: readonly BatchFailure[],
        entries: Entries,
        count: number,
        hint = "",
    ): Error {
        const [first] = failures;
        const nameOf = (identifier: string) =>
            entries.get(identifier)?.name ?? context.lookups.nameOf(identifier, kind);
        return codec.holdsOne && first !== undefined
            ? first.error
            : new PartialFailureError(`${describeRemaining(done, failures, count)}${hint}`, failures, nameOf);
    }

    /** Disables what is to be inactive and is not yet. */
    async function apply(id: string, inputs: Properties, before: Entries): Promise<ApplyResult> {
        // 1. Leave inactive what the program no longer declares.
        const wanted = codec.desiredStatuses(inputs, before);
        const kept = new Map([...before].filter(([identifier]) => wanted.has(identifier)));
        const leaving = new Map([...before].filter(([identifier]) => !wanted.has(identifier)));
        reportLeft(context, kind, leaving);

        // 2. Disable what is not confirmed inactive.
        const due = dueIdentifiers(wanted, kept);
        const results = await disableAll(context, kind, due, kept);
        const entries = applyResults(context, kind, kept, results);

        // 3. Report what was re-enabled in the vault and is inactive again.
        const corrected = due.filter(
            (identifier) => kept.get(identifier)?.status === "active" && entries.get(identifier)?.status === "inactive",
        );
        logAbout(subjectsOf(entries, kind.noun)(corrected), log.info, (all) => `${subjectAndVerb(all)} inactive again`);

        // 4. Return the outputs, and what is left to do.
        const outputs = encode(inputs, entries);
        const failures = failuresIn(results);
        if (failures.length === 0) {
            return { id, outputs };
        }
        const hint = `: the next ${words().applyCommand} retries only these`;
        const error = failed("disabled", failures, entries, wanted.size, hint);
        const isUnchanged =
            leaving.size === 0 && [...entries].every(([identifier, entry]) => before.get(identifier) === entry);
        if (isUnchanged) {
            throw error;
        }
        return { id, outputs, incomplete: error };
    }

    return {
        async check({ olds, news, caller }) {
            // 1. Read the declaration.
            const { inputs, declared, failures } = codec.readDeclaration(olds, news, kind);

            // 2. Remember the declared passwords: a release leaves them alone.
            if (kind.canListReadEnable) {
                for (const { identifier, isNew } of declared) {
                    context.declaredPasswords.add(String(identifier));
                    if (!isNew) {
                        context.declaredBefore.add(String(identifier));
                    }
                }
            }

            // 3. Ask the guards and, in a preview, the vault.
            const found = [...failures, ...(await context.check(declared, caller))];
            // In the order of the list; failures of other inputs come first.
            found.sort((one, other) => (one.index ?? -1) - (other.index ?? -1));

            // 4. Plan in a preview what an update would do.
            const isPlanned = caller.phase === "preview" && found.length === 0;
            const plan = isPlanned ? planChanges(declared, context.lookups, context.reportedDrift) : [];

            // 5. Begin to read the names for an update: the engine takes its time until it calls `create`.
            if (caller.phase === "update" && found.length === 0 && declared.some(({ isNew }) => isNew)) {
                void readNames(context, kind);
            }
            return { inputs, failures: found, plan };
        },

        async diff({ olds, news, caller }) {
            const entries = codec.decode(olds);
            context.requireSameVault(entries);
            if ([...entries.values()].some(({ status }) => status === "unconfirmed")) {
                context.warnOnce(
                    `an earlier run sent requests that were not confirmed. The ${words().update} sends them again.`,
                );
            }
            const desired = codec.desiredStatuses(news, entries);
            const wanted = [...desired.keys()];
            const failed = wanted.filter((one) => !entries.has(one) && context.declaredBefore.has(one));
            const { nameOf } = context.lookups;
            const unfinished = { identifiers: codec.holdsOne ? [] : failed, noun: kind.noun, nameOf };
            logAbout(unfinished, context.warnOnce, (all) => {
                const are = subjectAndVerb(all);
                return `${are} not disabled yet: an earlier run failed. The ${words().update} retries ${itOrThem(all)}.`;
            });
            if (caller !== undefined) {
                const leaving = new Map([...entries].filter(([identifier]) => !desired.has(identifier)));
                reportLeaving(context, kind, leaving, { olds, news, holdsOne: codec.holdsOne, name: caller.name });
            }
            const isSettled = desired.size === entries.size && dueIdentifiers(desired, entries).length === 0;
            const options = codec.optionKeys.filter((key) => news[key] !== olds[key]);
            const isReplaced = codec.holdsOne && !entries.has(wanted[0] ?? "");
            const replaceKeys = isReplaced ? [codec.identifierKey] : [];
            const unsettledKeys = isSettled || isReplaced ? replaceKeys : [codec.statusKey];
            const changedKeys = [...unsettledKeys, ...options];
            return { changes: changedKeys.length > 0, changedKeys, replaceKeys };
        },

        plan({ olds, news }) {
            const before = codec.decode(olds);
            const desired = codec.desiredStatuses(news, before);
            const due = dueIdentifiers(desired, before);
            const outputs = encode(news, planEntries(context, kind, desired, due, before));
            const unknownKeys = due.length === 0 ? [] : codec.groupKeys;
            return { ...outputs, ...Object.fromEntries(unknownKeys.map((key) => [key, unknownValue])) };
        },

        async create({ inputs }) {
            context.requireSameVault(new Map());
            return apply(codec.createId(inputs), inputs, new Map());
        },

        async read({ olds }) {
            const before = codec.decode(olds);
            context.requireSameVault(before);
            if (!kind.canListReadEnable || !context.settings().detectDrift) {
                return { outputs: olds };
            }
            const { entries, failures } = await refreshAll(context, before, olds.additive === true);
            if (failures.length > 0) {
                throw failed("looked up", failures, before, before.size);
            }
            return { outputs: encode(olds, entries), inputs: codec.refreshedInputs(olds, entries) };
        },

        async update({ id, olds, news }) {
            const before = codec.decode(olds);
            context.requireSameVault(before);
            await requireUnprotected(context, kind, codec, { id, news, before });
            return apply(id, news, before);
        },

        async delete({ olds }) {
            const entries = codec.decode(olds);
            context.requireSameVault(entries);
            if (olds.onDestroy !== "restore") {
                reportLeft(context, kind, entries);
                return;
            }
            const failures = await restoreAll(context, entries);
            if (failures.length > 0) {
                throw failed("enabled", failures, entries, entries.size);
            }
        },
    };
}
