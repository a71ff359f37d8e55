/**
 * Returns the style sheet of a report's page. A narrow window shows each row as a card, with the headings in front of the
 * values. Paper shows a table in dark ink with the headings on each page.
 */
export function reportStyle(headings: readonly string[]): string {
    const labels = headings.map((heading, index) => `tr>:nth-child(${index + 1})::before{content:"${heading}"}`);
    return `
:root{color-scheme:light dark;--soft:light-dark(#59636e,#9ca5ae);--bad:light-dark(#a40e26,#ff8f85)}
body{margin:auto;max-width:90rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
p{max-width:48rem}
p span{display:inline-block;max-width:100%}
ul{padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem;list-style:none}
li,caption,dd{color:var(--soft);text-align:left}
li b{display:block;color:CanvasText;font-size:1.75rem;line-height:1}
li.bad,tr.bad>:nth-child(2),small.bad{color:var(--bad)}
table{border-spacing:0;width:100%;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.4em;border-bottom:1px solid #8886}
td{white-space:nowrap}
tbody th,td:nth-child(n+6){white-space:normal;overflow-wrap:anywhere;min-width:7em}
tbody th,td:last-child{min-width:12em}
tbody th{font-weight:400}
small{display:block;font-size:1em}
code{white-space:nowrap}
small code{white-space:normal}
thead th{background:Canvas;position:sticky;top:0}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.1em 1rem;font-size:.875rem;margin:1.5rem 0}
dd{margin:0}
@media screen and (max-width:78rem){
td:nth-child(3){white-space:normal}
}
@media screen and (max-width:66rem){
h1{font-size:1.5rem}
caption,tbody,tr{display:block}
thead,td:empty{display:none}
tr{border:1px solid #8886;margin:1rem 0;padding:.5rem}
tr>*{display:grid;grid-template-columns:10rem 1fr;border:0;padding:.1em}
td{white-space:normal;overflow-wrap:anywhere}
small{grid-column:2}
tr>::before{font-weight:400;color:var(--soft)}
${labels.join("\n")}
}
@media screen and (max-width:30rem){
dl{display:block}
dd{margin-bottom:.5em}
}
@media print{
@page{size:landscape;margin:12mm;@bottom-right{font:8pt system-ui,sans-serif;content:counter(page) " / " counter(pages)}}
:root{color-scheme:light}
body{padding:0;font-size:10pt}
table,dl{font-size:8pt;line-height:1.3}
tr,dl{break-inside:avoid}
}
`;
}
