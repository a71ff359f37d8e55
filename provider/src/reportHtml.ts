import { columns, type Report } from "./report";
import type { ReportEntry } from "./reportEntries";
import { reportStyle } from "./reportStyle";

/**
 * Writes a report as one page that needs nothing else: no script, no request. It is for reading, printing and keeping as
 * evidence, so it also says what a disabling does not do.
 */
export function asHtml({ stack, project, summary, entries, savedAt, madeAt }: Report): string {
    const title = escaped(`Disabled in MySafe by stack ${stack}`);
    const headings = Object.values(columns);
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
<main>
<h1>${title}</h1>
<p>Project ${escaped(project)}. State saved ${timeOf(savedAt)}, report made ${timeOf(madeAt)} (UTC).</p>
<ul${summary.notConfirmed > 0 ? ' class="bad"' : ""}>
${tiles.map(([count, what]) => `<li><b>${count}</b> ${what}</li>`).join("\n")}
</ul>
<p>Disabling an entry hides it in the vault. It does not change the password at its target: whoever copied it can still use
it there. This page tells what the state had when it was saved; <code>pulumi refresh</code> asks the vault anew.</p>
<table>
<caption>Entries of the vault that the stack has. Drift is counted by resource: for a set, of all its entries.</caption>
<thead>
<tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr>
</thead>
<tbody>
${entries.map(rowOf).join("\n")}
</tbody>
</table>
</main>
</html>
`;
}

function rowOf(entry: ReportEntry): string {
    const cells = Object.keys(columns).map((column) => {
        const text = escaped(timeOf(`${entry[column as keyof ReportEntry]}`));
        return column === "identifier" ? `<th scope="row">${text}</th>` : `<td>${text}</td>`;
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
