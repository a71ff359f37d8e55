/** Renders `RESULTS.md` from the results of a run. */
import { type Operation, operations } from "../forms";
import type { Results } from "../results";
import { type Bound, boundsOf } from "./bounds";
import { orDash, table } from "./format";
import { howMeasured } from "./method";
import {
    callProfileTable,
    cpuTable,
    failures,
    formsIn,
    memoryTable,
    requestsTable,
    sizesIn,
    stateTable,
    timesTable,
} from "./tables";

const titles: Record<Operation, string> = {
    up: "`up`: the whole command, with its preview",
    preview: "Empty preview",
    refresh: "Refresh",
    destroy: "Destroy",
};

/** Returns the page in Markdown. */
export function renderPage(results: Results): string {
    const latencies = [...new Set(results.cells.map((cell) => cell.latencyMs))].sort((one, other) => one - other);
    const [latencyMs = 0] = latencies;
    const size =
        sizesIn(results)
            .filter((one) => one <= 1_000)
            .at(-1) ?? 1_000;
    const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
    const sections = [
        "# Side by side",
        "Made by `npm run bench`, all in one run, from `results.json`; not to be edited by hand.",
        `${results.measuredAt.slice(0, 16).replace("T", " ")} UTC, on ${results.machine}. ${versions.join(", ")}.`,
        "![Wall times of up, by form and number of passwords](results.svg)",
        "## Bounds",
        boundsTable(results),
        "## Forms",
        [
            ...formsIn(results).map((form) => `* **${form.label}**: ${form.what}`),
            ...results.skipped.map(({ form, why }) => `* **${form}** was skipped: ${why}`),
        ].join("\n"),
        "## Wall time",
        "Medians, and in brackets the ratio to the set of the same size.",
        ...latencies.flatMap((latency) =>
            operations.flatMap((operation) => [
                `### ${titles[operation]}, vault with ${latency} ms`,
                timesTable(results, operation, latency),
            ]),
        ),
        "## CPU time of `up`",
        `The Node processes of the program, of the preview and of the update together, and in brackets those of the provider. Vault with ${latencyMs} ms.`,
        cpuTable(results, latencyMs),
        ...callProfileSection(results),
        `## Peak memory of \`up\`, vault with ${latencyMs} ms`,
        "All processes of the command together, and in brackets the provider's process alone.",
        memoryTable(results, latencyMs),
        `## Bytes of state after \`up\`, vault with ${latencyMs} ms`,
        "The state file, and in brackets what each further password adds to it.",
        stateTable(results, latencyMs),
        `## Requests for ${size.toLocaleString("en-US")} passwords`,
        requestsTable(results, size, latencyMs),
        ...failed(results),
        howMeasured,
    ];
    return `${sections.join("\n\n")}\n`;
}

function callProfileSection({ callProfile }: Results): string[] {
    return callProfile === undefined
        ? []
        : [
              "## Where the time of a request goes",
              "Microseconds of the provider's CPU time, from a profile of 10,000 requests of each kind, without an engine.",
              callProfileTable(callProfile),
          ];
}

/** Returns all bounds, and of a partial run those that it measured. */
function boundsIn(results: Results): Bound[] {
    const all = boundsOf(results);
    const measured = all.filter((bound) => bound.measured !== undefined);
    return measured.length > 0 ? measured : all;
}

/** Returns the table of the bounds. */
export function boundsTable(results: Results): string {
    const verdict = (met: boolean | undefined) => orDash(met, (yes) => (yes ? "met" : "**not met**"));
    return table(
        ["", "measured", "at most", ""],
        boundsIn(results).map(({ name, measured, limit, met }) => [
            name,
            orDash(measured, String),
            limit,
            verdict(met),
        ]),
    );
}

function failed(results: Results): string[] {
    const cells = failures(results);
    if (cells.length === 0) {
        return [];
    }
    const lines = cells.map(({ form, size, latencyMs, operation, failed: why = "" }) => {
        const [first = ""] = why.split("\n");
        return `* ${form}, ${size}, ${latencyMs} ms, ${operation}: ${first}`;
    });
    return ["## Failed", lines.join("\n")];
}
