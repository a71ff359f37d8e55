import type { Judged } from "../checks/checkDeclarations";
import { unknownValue } from "../checks/form";
import { asRefusal } from "../dynamic/adapter";
import { type CallerInfo, type CheckRefusal, refusalsKey } from "../dynamic/callerInfo";
import { ExpectedError } from "../shared/errors";
import type { RunContext } from "./context";
import type { Entries } from "./entries";
import { planOf } from "./plan";
import { identifiersIn, wantedIn } from "./setState";
import type { Properties } from "./state";

/** What `check` has seen of a set. */
interface Seen {
    run: CallerInfo["run"];
    name: string;
    /** The passwords that an earlier run was to disable. */
    managed: readonly Judged[];
}

/** Passwords of a set are refused that only `diff` knows to be left by an earlier run. */
class RefusedError extends ExpectedError {
    readonly summary = "refused";
}

/** What a preview says of sets that exist: `check` knows where each password stands in the program, `diff` the state. */
export function createSetPreview(run: RunContext) {
    const seen = new Map<string, Seen>();

    return {
        /** Notes what `check` has seen. */
        note(inputs: Properties, judged: readonly Judged[], declaration: CallerInfo | undefined): void {
            if (declaration !== undefined) {
                seen.set(keyOf(inputs), { ...declaration, managed: judged.filter(({ isNew }) => !isNew) });
            }
        },

        /**
         * Tells what the update will do; nothing where this is no preview.
         *
         * @param onDestroy What the state says of passwords that go.
         * @throws RefusedError when the vault would refuse what an earlier run has left: `check` took it for managed.
         */
        async tell(news: Properties, results: Entries, onDestroy: unknown): Promise<void> {
            const noted = seen.get(keyOf(news));
            if (noted === undefined) {
                return;
            }
            const left = noted.managed.filter(({ identifier }) => !results.has(identifier));
            const found = await run.judge(
                left.map((one) => ({ ...one, isNew: true })),
                noted.run,
            );
            if (found.length > 0) {
                const refusals = [...((news[refusalsKey] ?? []) as CheckRefusal[]), ...found.map(asRefusal)];
                const problems = new Set(refusals.map(({ problem }) => problem));
                throw new RefusedError([...problems].sort(byPlace).join("\n"));
            }
            // Of a preview that fails, nothing will be done.
            if (noted.run !== "preview" || news.identifiers === unknownValue || news[refusalsKey] !== undefined) {
                return;
            }
            const plan = planOf(wantedIn(news, results), results, onDestroy);
            if (plan !== "") {
                run.tell(`${noted.name}: ${plan}`);
            }
        },
    };
}

/** What `check` hands on to `diff`, and no other set of the program has. */
function keyOf(inputs: Properties): string {
    // The engine has keys in its own order.
    return identifiersIn(inputs).sort().join();
}

/** In the order of the list. */
function byPlace(one: string, other: string): number {
    const place = (problem: string) => Number(/ identifiers\[(\d+)\] /.exec(problem)?.[1] ?? -1);
    return place(one) - place(other);
}
