import { randomUUID } from "node:crypto";
import { unknownValue } from "../checks/form";
import { createDeclarationCheck } from "../dynamic/adapter";
import { type CheckRefusal, refusalsKey } from "../dynamic/callerInfo";
import { UnconfirmedError } from "../shared/errors";
import { groupBy } from "../shared/groupBy";
import { inBatch } from "./batch";
import type { RunContext } from "./context";
import { decodeEntries, type Entries, encodeEntries, withFewTimes } from "./entries";
import { describeRemaining, itOrThem, passwordsAre } from "./messages";
import { keepResource, PartialFailureError } from "./partialFailure";
import { lookUp } from "./refresh";
import { createRelease } from "./release";
import { examineSetWith } from "./setExamination";
import { createSetPreview } from "./setPreview";
import { identifiersIn, outputsOf, type SetOutputs, wantedIn } from "./setState";
import { driftsIn, type Properties } from "./state";

/** The operations of a set of passwords, in the order in which the engine calls them. */
export function createSetLifecycle(run: RunContext) {
    const preview = createSetPreview(run);
    const check = createDeclarationCheck(examineSetWith(run.judge, preview.note), run.toldOfRun);
    const depart = createRelease(run);

    /** Disables what is not confirmed inactive, and adds what became of it to the results; gives what failed. */
    async function disable(wanted: readonly string[], results: Entries) {
        const due = wanted.filter((identifier) => results.get(identifier)?.status !== "inactive");
        warnOfOtherVaults(run, due, results);
        const confirmed: Entries = new Map();
        const again: string[] = [];
        let driftCorrected = 0;
        const end = await inBatch(run, "disabling", due, async (identifier) => {
            const vaultUrl = run.settings().url;
            const before = results.get(identifier);
            const drift = before?.status === "active" ? 1 : 0;
            const drifts = (before?.driftCorrected ?? 0) + drift;
            const result = { vaultUrl, ...(drifts > 0 ? { driftCorrected: drifts } : {}) };
            try {
                await run.untilEnabled(identifier);
                const outcome = await run.vault().disable(identifier);
                const disabledAt = run.now().toISOString();
                driftCorrected += drift;
                again.push(...(drift > 0 && before?.vaultUrl === vaultUrl ? [identifier] : []));
                confirmed.set(identifier, { ...result, status: "inactive", outcome, disabledAt });
            } catch (error) {
                if (error instanceof UnconfirmedError) {
                    driftCorrected += drift;
                    results.set(identifier, { ...result, status: "unconfirmed" });
                }
                throw error;
            }
        });
        if (again.length > 0) {
            run.tell(`${passwordsAre(again)} inactive again`);
        }
        for (const [identifier, result] of withFewTimes(confirmed)) {
            results.set(identifier, result);
        }
        return { ...end, driftCorrected };
    }

    /** Lets go of what is not wanted any more, and takes it out of the results; gives what failed. */
    async function release(wanted: readonly string[], results: Entries, onDestroy: unknown) {
        const leaving = new Map(results);
        for (const identifier of wanted) {
            leaving.delete(identifier);
        }
        const end = await depart(leaving, onDestroy);
        for (const { identifier, error } of end.failures) {
            const result = results.get(identifier);
            if (error instanceof UnconfirmedError && result !== undefined) {
                // It may be active: where the program declares it again, it is disabled again.
                const { outcome: _, disabledAt: __, ...rest } = result;
                results.set(identifier, { ...rest, status: "unconfirmed" });
            }
        }
        const staying = new Set([...end.failures.map(({ identifier }) => identifier), ...end.untried]);
        for (const identifier of leaving.keys()) {
            if (!staying.has(identifier)) {
                results.delete(identifier);
            }
        }
        return { ...end, count: leaving.size };
    }

    /** Makes the vault what is wanted. Where that fails for some, the error keeps what was done with the others. */
    async function settle(id: string, olds: Properties, news: Properties): Promise<SetOutputs> {
        const results = decodeEntries(olds);
        const before = JSON.stringify(encodeEntries(results));
        const wanted = wantedIn(news, results);
        const disabling = await disable(wanted, results);
        const releasing = await release(wanted, results, olds.onDestroy);
        const unfinished = [
            describeRemaining("disabled", disabling, wanted.length),
            describeRemaining("enabled", releasing, releasing.count),
        ].filter((what) => what !== "");
        // What has not gone yet is still to go in the way that was declared for it.
        const { onDestroy } = describeRemaining("enabled", releasing, releasing.count) === "" ? news : olds;
        const outputs = outputsOf({ ...news, onDestroy }, results, driftsIn(olds) + disabling.driftCorrected);
        if (unfinished.length === 0) {
            return outputs;
        }
        const error = new PartialFailureError(`${unfinished.join("; ")}: \`pulumi up\` tries only what is left`, [
            ...disabling.failures,
            ...releasing.failures,
        ]);
        const { identifiers: _, ...rest } = news;
        throw before === JSON.stringify(outputs.results) ? error : keepResource(error, id, { ...rest, ...outputs });
    }

    return {
        async check(olds: Properties, news: Properties): ReturnType<typeof check> {
            const checked = await check(olds, news);
            for (const identifier of identifiersIn(checked.inputs)) {
                run.declares(identifier);
            }
            const isRefused = checked.failures.length > 0 || checked.inputs[refusalsKey] !== undefined;
            // Of a set that exists, `diff` tells what will be done.
            if (olds.identifiers === undefined && !isRefused) {
                await preview.tell(checked.inputs, new Map(), undefined);
            }
            return checked;
        },

        async diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
            const results = decodeEntries(olds);
            const wanted = new Set(wantedIn(news, results));
            if ([...results.values()].some(({ status }) => status === "unconfirmed")) {
                run.tellOfUnconfirmed();
            }
            const isSettled =
                news.identifiers !== unknownValue &&
                [...wanted].every((identifier) => results.get(identifier)?.status === "inactive") &&
                [...results.keys()].every((identifier) => wanted.has(identifier));
            for (const vaultUrl of new Set([...results.values()].map((result) => result.vaultUrl))) {
                run.warnOfAnotherVault(vaultUrl);
            }
            if (!isSettled) {
                await preview.tell(news, results, olds.onDestroy);
            }
            const differs =
                !isSettled ||
                news.reason !== olds.reason ||
                news.onDestroy !== olds.onDestroy ||
                news.additive !== olds.additive;
            // A program hears of what `check` has found only for what changes; not of what was disabled in another vault.
            const isRefused = ((news[refusalsKey] ?? []) as CheckRefusal[]).some(({ problem }) => {
                const [, identifier = ""] = / identifiers\[\d+\] value \{(\d+)\} /.exec(problem) ?? [];
                return run.isOfThisVault(results.get(identifier)?.vaultUrl) !== false;
            });
            return { changes: differs || isRefused, replaces: [] };
        },

        async create(inputs: Properties): Promise<{ id: string; outs: SetOutputs }> {
            const id = randomUUID();
            return { id, outs: await settle(id, {}, inputs) };
        },

        /** Finds out which of its passwords are still inactive, without reading their secrets. */
        async read(id: string, olds: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }> {
            try {
                return run.settings().driftDetection === "off" ? { id, props: olds } : await lookUp(run, id, olds);
            } catch (error) {
                throw run.explained(error);
            }
        },

        /** Disables what is new, was enabled, or was left by an earlier run; lets go of what was taken out. */
        async update(id: string, olds: Properties, news: Properties): Promise<{ outs: SetOutputs }> {
            return { outs: await settle(id, olds, news) };
        },

        /** Leaves the passwords as they are, or makes them active again, and says which. */
        async delete(_id: string, olds: Properties): Promise<void> {
            try {
                const end = await release([], decodeEntries(olds), olds.onDestroy);
                const what = describeRemaining("enabled", end, end.count);
                if (what !== "") {
                    throw new PartialFailureError(what, end.failures);
                }
            } catch (error) {
                throw run.explained(error);
            }
        },
    };
}

/** What another vault was asked for, and is to be asked again, is asked for in the vault that is configured now. */
function warnOfOtherVaults(run: RunContext, due: readonly string[], results: Entries): void {
    const urlOf = (identifier: string) => results.get(identifier)?.vaultUrl;
    const others = due.filter((identifier) => run.isOfThisVault(urlOf(identifier)) === false);
    for (const [vaultUrl, identifiers] of groupBy(others, urlOf)) {
        run.tell(
            `warning: ${passwordsAre(identifiers)} perhaps active in ${vaultUrl}, and not asked about there any more: mysafe:url is now ${run.settings().url}. Look at ${itOrThem(identifiers)} there.`,
        );
    }
}
