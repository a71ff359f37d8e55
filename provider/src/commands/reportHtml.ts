import { escapeHtml } from "../shared/text";
import { columns, type Report } from "./report";
import type { ReportEntry } from "./reportEntries";
import { reportStyle } from "./reportStyle";

/** The columns of the page. The vault's URL and the note stand below the reason, since few entries have them. */
const shownColumns = (Object.entries(columns) as [keyof ReportEntry, string][]).slice(0, -2);

/** Formats a report as one page for reading, printing and keeping as evidence. It has no script and sends no request. */
export function formatHtml({ stack, project, summary, entries, savedAt, madeAt }: Report): string {
    const title = escapeHtml(`Disabled in MySafe by ${stack === "" ? "a stack" : `stack ${stack}`}`);
    const headings = shownColumns.map(([, heading]) => heading);
    const vaults = [...new Set(entries.map(({ vaultUrl }) => vaultUrl))].filter((url) => url !== "");
    const facts = [
        ["Project", project],
        ...vaults.map((url) => ["vault", url]),
        ["state saved", formatTime(savedAt)],
        ["report made", `${formatTime(madeAt)} UTC`],
    ].flatMap(([name, value]) => (value === "" ? [] : `${name} ${value}`));
    const counts = [
        [summary.inactive, "inactive"],
        [summary.alreadyInactive, "already inactive"],
        [summary.driftCorrections, "drift corrections"],
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
<p>${escapeHtml(facts.join(", "))}</p>
<ul${summary.notConfirmed > 0 ? ' class="bad"' : ""}>
${counts.map(([count, name]) => `<li><b>${count}</b> ${name}</li>`).join("\n")}
</ul>
<p>A disabled entry is inactive in the vault: nobody can read it there. The password at its target does not change:
a copy made before still works there. This page shows the state as it was saved. <code>pulumi refresh</code> updates the state from the vault.</p>
<table>
<caption>Entries managed by this stack</caption>
<thead>
<tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr>
</thead>
<tbody>
${entries.map((entry) => formatRow(entry, vaults.length > 1)).join("\n")}
</tbody>
</table>
</html>
`;
}

function formatRow(entry: ReportEntry, showVault: boolean): string {
    const below = [...(showVault ? [entry.vaultUrl] : []), entry.note].filter((text) => text !== "");
    const cells = shownColumns.map(([column]) => {
        const text = escapeHtml(formatTime(`${entry[column]}`));
        return column === "identifier"
            ? `<th scope="row">${text}</th>`
            : `<td>${text}${column === "reason" ? below.map((each) => `<small>${escapeHtml(each)}</small>`).join("") : ""}</td>`;
    });
    return `<tr${entry.note === "" ? "" : ' class="bad"'}>${cells.join("")}</tr>`;
}

/** Returns an ISO 8601 time to the second, as in `2026-11-24 04:00:12`, and any other text unchanged. */
function formatTime(text: string): string {
    return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.?\d*Z$/, "$1 $2");
}
