/**
 * The style of a report's page. In a window too narrow for the table each row is a card, whose lines begin with the
 * headings; on paper the table stays one, in dark ink, with its headings on each page.
 */
export function reportStyle(headings: readonly string[]): string {
    const labels = headings.map((heading, index) => `tr>:nth-child(${index + 1})::before{content:"${heading}"}`);
    return `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d1d9e0;--page:#fff;--bad:#a40e26}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--page:#0d1117;--bad:#ff8f85}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:90rem;margin:auto;padding:1rem}
h1{font-size:1.5rem;margin:0}
p{max-width:48rem}
ul{padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem}
li{list-style:none}
b{display:block;font-size:1.75rem;line-height:1}
.bad li:last-child,.bad>:nth-child(4),.bad>:last-child{color:var(--bad)}
caption,li{color:var(--soft);text-align:left}
b{color:var(--ink)}
table{border-collapse:collapse;width:100%;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid var(--line)}
thead th{background:var(--page);position:sticky;top:0}
@media screen and (max-width:56rem){
caption,tbody,tr,td,tbody th{display:block}
thead{position:absolute;clip-path:inset(50%)}
tr{border:1px solid var(--line);margin:1rem 0;padding:.5rem}
td,tbody th{border:0;padding:.1rem}
td:empty{display:none}
tr>::before{display:inline-block;width:8rem;font-weight:400;color:var(--soft)}
${labels.join("\n")}
}
@media print{
@page{size:landscape;margin:12mm;@bottom-right{content:counter(page) " / " counter(pages)}}
main{padding:0}
body{font-size:10pt}
table{font-size:8pt}
tr{break-inside:avoid}
}
`;
}
