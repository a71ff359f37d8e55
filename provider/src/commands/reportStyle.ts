/**
 * Returns the style of a report's page. A narrow window shows each row as a card with the headings in front of the
 * values. Paper shows a table in dark ink with the headings on each page.
 */
export function reportStyle(headings: readonly string[]): string {
    const labels = headings.map((heading, index) => `tr>:nth-child(${index + 1})::before{content:"${heading}"}`);
    return `
:root{color-scheme:light dark;--soft:light-dark(#59636e,#9ca5ae);--bad:light-dark(#a40e26,#ff8f85)}
body{margin:auto;max-width:90rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
p{max-width:48rem}
ul{padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem;list-style:none}
li,caption{color:var(--soft);text-align:left}
b{display:block;color:CanvasText;font-size:1.75rem;line-height:1}
.bad li:last-child,.bad>:nth-child(4),.bad small{color:var(--bad)}
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
}
