import { escapeHtml } from "../shared/text";
import { columns, type Report, type ReportEntry } from "./report";

/** The columns of the page. The vault's URL and the note stand below the reason, since few entries have them. */
const shownColumns = (Object.entries(columns) as [keyof ReportEntry, string][]).slice(0, -2);

/** Formats a report as one page to read, print and keep as evidence. It has no script and sends no request. */
export function formatHtml({ stack, project, summary, entries, savedAt, madeAt }: Report): string {
    const title = escapeHtml(`Disabled in MySafe by ${stack === "" ? "a stack" : `stack ${stack}`}`);
    const vaults = [...new Set(entries.map(({ vaultUrl }) => vaultUrl))].filter((url) => url !== "");
    const facts = [
        project && `Project ${project}`,
        ...vaults.map((url) => `vault ${url}`),
        savedAt && `state saved ${formatTime(savedAt)}`,
        `report made ${formatTime(madeAt)} UTC`,
    ].filter((fact) => fact !== "");
    return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${escapeHtml(facts.join(", "))}</p>
<ul>
<li><b>${summary.inactive}</b> inactive</li>
<li><b>${summary.alreadyInactive}</b> already inactive</li>
<li><b>${summary.driftCorrections}</b> drift corrections</li>
<li${markIf(summary.missing > 0)}><b>${summary.missing}</b> missing</li>
<li${markIf(summary.notConfirmed > 0)}><b>${summary.notConfirmed}</b> not confirmed inactive</li>
</ul>
<p>A disabled entry is inactive in the vault: nobody can read it there. The password at its target does not change:
a copy made before still works there.
This page shows the state as it was saved. <code>pulumi refresh</code> updates the state from the vault.</p>
<table>
<caption>Entries managed by this stack</caption>
<thead>
<tr>${shownColumns.map(([, heading]) => `<th scope="col">${heading}</th>`).join("")}</tr>
</thead>
<tbody>
${entries.map((entry) => formatRow(entry, vaults.length > 1)).join("\n")}
</tbody>
</table>
</html>
`;
}

function formatRow(entry: ReportEntry, showVault: boolean): string {
    const below = [showVault ? entry.vaultUrl : "", entry.note].filter((text) => text !== "");
    const cells = shownColumns.map(([column]) => {
        const text = escapeHtml(formatTime(`${entry[column]}`));
        if (column === "identifier") {
            return `<th scope="row">${text}</th>`;
        }
        const small = column === "reason" ? below.map((line) => `<small>${escapeHtml(line)}</small>`) : [];
        return `<td>${text}${small.join("")}</td>`;
    });
    return `<tr${markIf(entry.note !== "")}>${cells.join("")}</tr>`;
}

/** Returns the attribute of what needs attention. */
function markIf(needsAttention: boolean): string {
    return needsAttention ? ' class="bad"' : "";
}

/** Returns an ISO 8601 time to the second, as in `2026-11-24 04:00:12`, and any other text unchanged. */
function formatTime(text: string): string {
    return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.?\d*Z$/, "$1 $2");
}

/** Rules that put the headings in front of the values. */
const labels = shownColumns.map(([, heading], index) => `tr>:nth-child(${index + 1})::before{content:"${heading}"}`);

/** A narrow window shows each row as a card. Paper shows a table in dark ink with the headings on each page. */
const style = `
:root{color-scheme:light dark;--soft:light-dark(#59636e,#9ca5ae);--bad:light-dark(#a40e26,#ff8f85)}
body{margin:auto;max-width:90rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
p{max-width:48rem}
ul{padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem;list-style:none}
li,caption{color:var(--soft);text-align:left}
b{display:block;color:CanvasText;font-size:1.75rem;line-height:1}
li.bad,.bad>:nth-child(4),.bad small{color:var(--bad)}
table{border-spacing:0;width:100%;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.4em;border-bottom:1px solid #8886}
td{white-space:nowrap}
td:nth-child(3),td:last-child{white-space:normal;overflow-wrap:anywhere;min-width:9em}
small{display:block;font-size:1em}
code{white-space:nowrap}
thead th{background:Canvas;position:sticky;top:0}
@media screen and (max-width:60rem){
h1{font-size:1.5rem}
caption,tbody,tr{display:block}
thead,td:empty{display:none}
tr{border:1px solid #8886;margin:1rem 0;padding:.5rem}
tr>*{display:grid;grid-template-columns:8rem 1fr;border:0;padding:.1em}
small{grid-column:2}
tr>::before{font-weight:400;color:var(--soft)}
${labels.join("\n")}
}
@media print{
@page{size:landscape;margin:12mm;@bottom-right{font:8pt system-ui,sans-serif;content:counter(page) " / " counter(pages)}}
:root{color-scheme:light}
body{padding:0;font-size:10pt}
table{font-size:8pt;line-height:1.3}
tr{break-inside:avoid}
}
`;
