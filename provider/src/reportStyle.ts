/**
 * The style of a report's page. In a window too narrow for the table each row is a card, whose lines begin with the
 * headings; on paper the table stays one, in dark ink, with its headings on each page.
 */
export function reportStyle(headings: readonly string[]): string {
    const labels = headings.map((heading, index) => `tr>:nth-child(${index + 1})::before{content:"${heading}"}`);
    return `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d1d9e0;--page:#fff;--bad:#a40e26}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--page:#0d1117;--bad:#ff8f85}}
body{margin:1rem auto;max-width:90rem;padding:0 1rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
p{max-width:48rem}
ul{padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem}
li{list-style:none}
b{display:block;font-size:1.75rem;line-height:1}
caption,li{color:var(--soft);text-align:left}
b{color:var(--ink)}
.bad li:last-child,.bad>:nth-child(4),.bad small{color:var(--bad)}
table{border-collapse:collapse;width:100%;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.4em;border-bottom:1px solid var(--line)}
td:nth-child(3),td:last-child{overflow-wrap:anywhere;min-width:9em}
small{display:block;font-size:1em}
thead th{background:var(--page);position:sticky;top:0}
td:nth-child(-n+6){white-space:nowrap}
td:nth-child(3){white-space:normal}
@media screen and (max-width:60rem){
caption,tbody,tr{display:block}
thead,td:empty{display:none}
tr{border:1px solid var(--line);margin:1rem 0;padding:.5rem}
tr>*{display:grid;grid-template-columns:8rem 1fr;border:0;padding:.1em}
small{grid-column:2}
tr>::before{font-weight:400;color:var(--soft)}
${labels.join("\n")}
}
@media print{
@page{size:landscape;margin:12mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
body{margin:0;padding:0;font-size:10pt}
table{font-size:8pt;line-height:1.3}
tr{break-inside:avoid}
}
`;
}
