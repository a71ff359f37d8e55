import { columns, type Report } from "./report";
import type { ReportEntry } from "./reportEntries";
import { reportStyle } from "./reportStyle";

const shown = (Object.entries(columns) as [keyof ReportEntry, string][]).slice(0, -2);

/**
 * Writes a report as one page that needs nothing else: no script, no request. It is for reading, printing and keeping as
 * evidence, so it also says what a disabling does not do.
 */
export function formatHtml({ stack, project, summary, entries, savedAt, madeAt }: Report): string {
    const title = escaped(`Disabled in MySafe by ${stack === "" ? "a stack" : `stack ${stack}`}`);
    const headings = shown.map(([, heading]) => heading);
    const vaults = [...new Set(entries.map(({ vaultUrl }) => vaultUrl))].filter((url) => url !== "");
    const facts = [
        ["Project", project],
        ...vaults.map((url) => ["vault", url]),
        ["state saved", timeOf(savedAt)],
        ["report made", `${timeOf(madeAt)} UTC`],
    ].flatMap(([what, value]) => (value === "" ? [] : `${what} ${value}`));
    const tiles = [
        [summary.inactive, "inactive"],
        [summary.alreadyInactive, "of them inactive before"],
        [summary.driftCorrected, "drift corrected"],
        [summary.notConfirmed, "not confirmed inactive"],
    ];
    return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${reportStyle(headings)}</style>
<h1>${title}</h1>
<p>${escaped(facts.join(", "))}</p>
<ul${summary.notConfirmed > 0 ? ' class="bad"' : ""}>
${tiles.map(([count, what]) => `<li><b>${count}</b> ${what}</li>`).join("\n")}
</ul>
<p>A disabled entry is inactive in the vault: nobody reads it there any more. That does not change the password at its target:
whoever copied it can still use it there. This page tells what the state had when it was saved; <code>pulumi refresh</code> asks the vault anew.</p>
<table>
<caption>Entries of the vault that the stack has</caption>
<thead>
<tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr>
</thead>
<tbody>
${entries.map((entry) => rowOf(entry, vaults.length > 1)).join("\n")}
</tbody>
</table>
</html>
`;
}

/** What stands in few entries has no column: it is told below the reason. */
function rowOf(entry: ReportEntry, severalVaults: boolean): string {
    const below = [...(severalVaults ? [entry.vaultUrl] : []), entry.note].filter((text) => text !== "");
    const cells = shown.map(([column]) => {
        const text = escaped(timeOf(`${entry[column]}`));
        return column === "identifier"
            ? `<th scope="row">${text}</th>`
            : `<td>${text}${column === "reason" ? below.map((each) => `<small>${escaped(each)}</small>`).join("") : ""}</td>`;
    });
    return `<tr${entry.note === "" ? "" : ' class="bad"'}>${cells.join("")}</tr>`;
}

/** A time to the second, without what all have: `2026-11-24 04:00:12`. Any other text stays as it is. */
function timeOf(text: string): string {
    return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.?\d*Z$/, "$1 $2");
}

function escaped(text: string): string {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
