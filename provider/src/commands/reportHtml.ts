import { escapeHtml } from "../shared/text";
import type { Report, ReportEntry } from "./report";
import { reportStyle } from "./reportStyle";
import { formatTimes, nounFor, type Part, partLabels } from "./reportSummary";

/** The statuses and outcomes in words for people. */
const words = new Map([
    ["unconfirmed", "not confirmed"],
    ["not disabled", "not disabled yet"],
    ["deactivated", partLabels.disabledByStack],
    ["already-inactive", partLabels.inactiveBefore],
]);

/** The terms of the page and their meaning, for a reader who does not know Pulumi. */
const terms = {
    "Inactive before": "It was already inactive when the vault first answered this stack.",
    Missing: "The vault no longer has it. It counts here, whatever its first result was.",
    "Not confirmed inactive": "It is active again, not disabled yet, or the vault did not answer.",
    Confirmed: "The time at which the vault first confirmed that it is inactive.",
    "Disabled again":
        "Somebody re-enabled it in the vault and this stack disabled it again: the last confirmed time, and how often.",
    "Declared as": "The name in the program that declares what this stack disables.",
};

/** Formats a report as one page to read, print and keep as evidence. It has no script and sends no request. */
export function formatHtml({ stack, project, summary, entries, savedAt, madeAt }: Report): string {
    const title = escapeHtml(`Disabled in MySafe by ${stack === "" ? "a stack" : `stack ${stack}`}`);
    const vaults = [...new Set(entries.map(({ vaultUrl }) => vaultUrl))].filter((url) => url !== "");
    const facts = [
        project && `Pulumi project ${project}`,
        ...vaults.map((url) => `vault ${url}`),
        savedAt && `state saved ${formatTime(savedAt)} UTC`,
        `report made ${formatTime(madeAt)} UTC`,
    ].filter((fact) => fact !== "");
    const parts = (Object.entries(partLabels) as [Part, string][]).map(([part, label], index) => {
        const isBad = (part === "missing" || part === "notConfirmed") && summary[part] > 0;
        return `<li${markIf(isBad)}><b>${index === 0 ? "=" : "+"} ${summary[part]}</b> ${label}</li>`;
    });
    const columns = columnsFor(entries, vaults.length > 1);
    const headings = columns.map(([heading]) => heading);
    return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${reportStyle(headings)}</style>
<h1>${title}</h1>
<p>${facts.map((fact, index) => `<span>${escapeHtml(fact)}${index < facts.length - 1 ? "," : ""}</span>`).join(" ")}</p>
<ul>
<li><b>${summary.total}</b> ${nounFor(entries)}</li>
${parts.join("\n")}
</ul>
<p>Disabled again after somebody re-enabled one in the vault: ${formatTimes(summary.driftCorrections)}.</p>
<p>A disabled entry is inactive in the vault: nobody can read it there. The password at its target does not change:
a copy made before still works there.
This page shows the state as it was saved. <code>pulumi refresh</code> updates the state from the vault.</p>
<table>
<caption>Entries managed by this stack</caption>
<thead>
<tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr>
</thead>
<tbody>
${entries.map((entry) => formatRow(entry, columns)).join("\n")}
</tbody>
</table>
<dl>
${Object.entries(terms)
    .map(([term, meaning]) => `<dt>${term}</dt><dd>${meaning}</dd>`)
    .join("\n")}
</dl>
</html>
`;
}

/** A heading, and the function that returns an entry's cell as HTML. */
type Column = readonly [heading: string, format: (entry: ReportEntry) => string];

/** Returns the columns. The first one identifies the entry. */
function columnsFor(entries: readonly ReportEntry[], showVault: boolean): readonly Column[] {
    const isOfOneKind = new Set(entries.map(({ kind }) => kind)).size === 1;
    const [noun = ""] = isOfOneKind ? entries.map(({ kind }) => kind) : ["entry"];
    return [
        [
            escapeHtml(`${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`),
            ({ kind, identifier, name }) => {
                const before = isOfOneKind ? "" : `${escapeHtml(kind)} `;
                const after = name === "" ? "" : ` ${escapeHtml(name)}`;
                return `<span>${before}<b>${escapeHtml(`${identifier}`)}</b>${after}</span>`;
            },
        ],
        ["Status", ({ status }) => escapeHtml(words.get(status) ?? status)],
        ["First result", ({ outcome }) => escapeHtml(words.get(outcome) ?? outcome)],
        ["Confirmed (UTC)", ({ disabledAt }) => escapeHtml(formatTime(disabledAt))],
        [
            "Disabled again (UTC)",
            ({ lastDisabledAt, driftCorrections }) =>
                escapeHtml(formatTime(lastDisabledAt)) +
                below(driftCorrections > 0 ? formatTimes(driftCorrections) : ""),
        ],
        ["Declared as", ({ resource }) => escapeHtml(resource)],
        [
            "Reason",
            ({ reason, vaultUrl, note }) => {
                const code = escapeHtml(note).replace(/`([^`]+)`/g, "<code>$1</code>");
                return escapeHtml(reason) + below(showVault ? escapeHtml(vaultUrl) : "") + below(code, markIf(true));
            },
        ],
    ];
}

function formatRow(entry: ReportEntry, [first, ...others]: readonly Column[]): string {
    const cells = others.map(([, format]) => `<td>${format(entry)}</td>`);
    return `<tr${markIf(entry.note !== "")}><th scope="row">${first?.[1](entry)}</th>${cells.join("")}</tr>`;
}

/** Returns a line below the text of a cell. */
function below(html: string, attributes = ""): string {
    return html === "" ? "" : `<small${attributes}>${html}</small>`;
}

/** Returns the attribute of what needs attention. */
function markIf(needsAttention: boolean): string {
    return needsAttention ? ' class="bad"' : "";
}

/** Returns an ISO 8601 time to the second, as in `2026-11-24 04:00:12`, and any other text unchanged. */
function formatTime(text: string): string {
    return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.?\d*Z$/, "$1 $2");
}
