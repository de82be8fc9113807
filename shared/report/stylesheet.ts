/**
 * The report's one style sheet. Fonts are the reader's own (no request leaves the report's folder); colours are measured
 * against their backgrounds for WCAG AA; the layout holds from 360 px up, and on A4 paper.
 */
export const stylesheet = `:root {
  --ink: #1f2125;
  --muted: #585c64;
  --paper: #ffffff;
  --ground: #f6f4ef;
  --rule: #ddd7cc;
  --rule-soft: #ebe6dd;
  --red: #a3241a;
  --red-soft: #f9efec;
  --amber: #ffedb8;
  --amber-line: #c78500;
  --amber-ink: #4d3400;
  --sans: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif;
  --serif: "Songti SC", STZhongsong, "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", SimSun, serif;
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--ground); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); font: 1rem/1.75 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
html[lang="en"] body, body [lang="en"] { font-family: system-ui, var(--sans); }
h1, h2, h3, h4 { font-family: var(--serif); line-height: 1.35; margin: 0; text-wrap: balance; }
p { margin: 0 0 0.75rem; }
a { color: var(--red); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid #1b5fa8; outline-offset: 2px; border-radius: 2px; }
.typed { white-space: pre-line; }
.muted { color: var(--muted); }
.small { font-size: 0.875rem; }
.nowrap { white-space: nowrap; }
.skip { position: absolute; left: 0.5rem; top: -6rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 2; }
.skip:focus { top: 0.5rem; }

.demo { background: var(--amber); color: var(--amber-ink); border-bottom: 2px solid var(--amber-line); }
.demo p { max-width: 66rem; margin: 0 auto; padding: 0.6rem 1.5rem; display: flex; gap: 0.4rem 1rem; align-items: baseline; line-height: 1.6; }
.demo strong { flex: none; background: var(--amber-ink); color: #fff; padding: 0.1rem 0.7rem; border-radius: 3px; letter-spacing: 0.12em; }

.sheet { max-width: 66rem; margin: 1.5rem auto; padding: 2.5rem 3rem 3rem; background: var(--paper); border: 1px solid var(--rule); border-top: 4px solid var(--red); }
.redhead { text-align: center; }
.redhead .issuer { color: var(--red); font: 700 1.7rem/1.4 var(--serif); letter-spacing: 0.16em; margin: 0 0 0.9rem; padding: 0 0 0.9rem; border-bottom: 3px solid var(--red); position: relative; }
.redhead .issuer::after { content: ""; position: absolute; left: 0; right: 0; bottom: -7px; border-bottom: 1px solid var(--red); }
.redhead h1 { font-size: 2rem; margin: 2.2rem 0 0.9rem; }
.redhead .dates { color: var(--muted); margin: 0; }
.dates span { display: inline-block; margin: 0 0.75rem; }
nav.places { margin: 1.75rem 0 0; padding: 0.6rem 0; border: solid var(--rule); border-width: 1px 0; }
nav.places ul { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.15rem 1.6rem; list-style: none; margin: 0; padding: 0; }

section { margin-top: 2.75rem; }
section > h2 { font-size: 1.4rem; margin-bottom: 1rem; padding-left: 0.75rem; border-left: 4px solid var(--red); }
section > h3 { font-size: 1.15rem; margin: 1.75rem 0 0.75rem; }
.lead { font-size: 1.05rem; }
ul.plain { margin: 0 0 0.75rem; padding-left: 1.3rem; }
ul.plain li { margin-bottom: 0.3rem; }

.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 0 0 1.5rem; border: solid var(--rule); border-width: 1px 0; }
.figures > div { padding: 1rem 1.1rem 0.9rem; border-left: 1px solid var(--rule); }
.figures > div:first-child { border-left: 0; }
.figures dt { color: var(--muted); font-size: 0.875rem; }
.figures dd { margin: 0; font: 700 1.9rem/1.3 var(--serif); }
.figures dd small { font: 400 0.875rem/1.4 var(--sans); color: var(--muted); margin-left: 0.25rem; }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.55; margin: 0 0 1.25rem; }
caption { text-align: left; color: var(--muted); font-size: 0.875rem; padding-bottom: 0.4rem; }
th, td { padding: 0.42rem 0.6rem; border-bottom: 1px solid var(--rule-soft); text-align: left; vertical-align: baseline; }
thead th { border-bottom: 2px solid var(--red); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
tfoot th, tfoot td { border-top: 1px solid var(--rule); border-bottom: 0; font-weight: 600; }
.num { text-align: right; white-space: nowrap; }
td.total { font-weight: 700; }
table.ranking th:first-child { width: 5rem; }
td.rank { font-family: var(--serif); font-weight: 700; }
tbody tr:hover { background: #fbf9f5; }
.zero { color: var(--muted); }

figure { margin: 0 0 1.5rem; }
figure svg { display: block; width: 100%; height: auto; }
figure.counties { max-width: 36rem; margin: 1.5rem 0; }
figcaption { color: var(--muted); font-size: 0.875rem; margin-top: 0.4rem; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; align-items: start; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bar-cell { width: 55%; vertical-align: middle; }
svg.meter { display: block; width: 100%; height: 8px; }
.bands svg.meter { height: 14px; }
.bands .bar.rest { fill: none; }
abbr { text-decoration: none; }
svg text { font-family: var(--sans); fill: var(--ink); }
svg .axis { stroke: var(--rule); stroke-width: 1; }
svg .tick { fill: var(--muted); }
svg .bar { fill: var(--red); }
svg .bar.rest { fill: #e9e2d8; }
svg .dot { fill: var(--red); fill-opacity: 0.55; }
svg .mean { stroke: var(--ink); stroke-width: 2; }
svg .full { stroke: var(--red); stroke-width: 1; stroke-dasharray: 3 3; }

.callout { border: 1px solid var(--rule); border-left: 4px solid var(--red); background: var(--red-soft); padding: 0.8rem 1.1rem; margin: 1rem 0; }
.callout p:last-child { margin-bottom: 0; }
.note { border-left: 3px solid var(--rule); padding-left: 0.9rem; color: var(--muted); }

.unit-head { border-bottom: 3px solid var(--red); padding-bottom: 0.9rem; }
.unit-head .trail { margin: 0 0 0.6rem; font-size: 0.875rem; color: var(--muted); }
.unit-head h1 { font-size: 2rem; }
.unit-head p.class { margin: 0.3rem 0 0; color: var(--muted); }
.pager { display: flex; justify-content: space-between; gap: 1rem; margin-top: 1rem; font-size: 0.9375rem; }
.pager span { min-width: 0; }

.item { border-top: 1px solid var(--rule); padding: 1.1rem 0 0.9rem; display: grid; grid-template-columns: minmax(0, 1fr) 8.5rem; gap: 0 2rem; }
.item h4 { font-size: 1.05rem; }
.item h4 .code { color: var(--red); margin-right: 0.6rem; font-family: var(--sans); font-size: 0.95em; }
.item .score { grid-column: 2; grid-row: 1 / span 2; text-align: right; line-height: 1.3; margin: 0; }
.item .score b { font: 700 1.6rem/1.2 var(--serif); }
.item .score span { color: var(--muted); white-space: nowrap; }
.item .score svg { margin-top: 0.4rem; height: 6px; }
.item .body { grid-column: 1; margin-top: 0.4rem; }
.item .body > :last-child { margin-bottom: 0; }
.item .raise { color: #14532d; }
.item .raise b { margin-right: 0.5rem; }
.item table { max-width: 40rem; margin-bottom: 0.75rem; }
.item p { margin-bottom: 0.4rem; }
td p { margin: 0; }
td p + p { margin-top: 0.35rem; }
.item .assessor { color: var(--muted); font-size: 0.875rem; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.45rem; font: 400 0.8rem/1.6 var(--sans); color: var(--red); white-space: nowrap; margin-left: 0.5rem; vertical-align: 0.1em; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; margin: 0; padding: 0; color: var(--muted); font-size: 0.875rem; }
.facts span { color: var(--ink); }
.steps { margin: 0 0 0.75rem; padding: 0; list-style: none; font-size: 0.9375rem; max-width: 40rem; }
.steps li { display: flex; justify-content: space-between; gap: 1rem; padding: 0.15rem 0; border-bottom: 1px dotted var(--rule); }
.steps li > :last-child { flex: none; }
.part-head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin: 2rem 0 0.6rem; }
.part-head h3 { font-size: 1.2rem; }
.part-head p { margin: 0; white-space: nowrap; }
.part-head b { font: 700 1.25rem/1.2 var(--serif); }

.verify label { display: block; font-size: 0.875rem; color: var(--muted); margin-bottom: 0.3rem; }
.verify input, .verify select { font: inherit; width: 100%; max-width: 40rem; padding: 0.5rem 0.6rem; border: 1px solid #767a82; border-radius: 0; background: #fff; color: inherit; }
.verify button { font: inherit; font-weight: 600; padding: 0.6rem 1.4rem; border: 1px solid var(--red); background: var(--red); color: #fff; cursor: pointer; }
.verify button:disabled { background: #fff; color: var(--muted); border-color: var(--rule); cursor: default; }
.findings { list-style: none; margin: 0; padding: 0; }
.findings li { padding: 0.5rem 0 0.5rem 1.8rem; border-top: 1px solid var(--rule-soft); position: relative; overflow-wrap: anywhere; }
.findings .mark { position: absolute; left: 0.2rem; font-weight: 700; }
.findings .holds .mark { color: #1c6b3a; }
.findings .fault .mark { color: var(--red); }
.findings [lang=en] { color: var(--muted); font-size: 0.875rem; }
.unit-head + p { margin-top: 1.2rem; }
.signing-key { margin-top: 1.6rem; }
.fingerprint { display: block; overflow-wrap: anywhere; padding: 0.6rem 0.9rem; background: var(--red-soft); }
.compared .of-step th { font-weight: 400; padding-left: 1.6rem; color: var(--muted); }
.compared .of-total th, .compared .of-total td { font-weight: 700; border-top: 2px solid var(--rule); }
.compared .differs { color: var(--red); font-weight: 700; }
.compared .of-item th, .compared .of-item td { border-top: 1px solid var(--rule); }
#program code { overflow-wrap: anywhere; }
.files { list-style: none; margin: 0; padding: 0; }
.files li { padding: 0.7rem 0; border-top: 1px solid var(--rule-soft); display: grid; grid-template-columns: 13rem 5rem minmax(0, 1fr); gap: 0 1rem; }
.files .size { color: var(--muted); text-align: right; }
.english { border-top: 1px solid var(--rule); padding-top: 1.5rem; color: var(--muted); }
.english h2 { font-size: 1.1rem; border: 0; padding: 0; color: var(--ink); }
footer nav ul { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.15rem 1.4rem; list-style: none; margin: 0 0 0.75rem; padding: 0; }
.figures.three { grid-template-columns: repeat(3, 1fr); }
table.fields th { width: 13rem; }
footer { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem 2.5rem; color: var(--muted); font-size: 0.875rem; text-align: center; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.92em; background: var(--ground); padding: 0.1em 0.35em; border-radius: 3px; }

@media (max-width: 46rem) {
  .demo p { padding: 0.6rem 1rem; flex-direction: column; }
  .sheet { margin: 0; padding: 1.5rem 1rem 2rem; border-width: 4px 0 1px; }
  .redhead .issuer { font-size: 1.25rem; letter-spacing: 0.06em; }
  .redhead h1 { font-size: 1.45rem; margin-top: 1.6rem; }
  .dates span { display: block; margin: 0; }
  nav.places ul { gap: 0.25rem 1.1rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures.three { grid-template-columns: repeat(3, 1fr); }
  .figures.three > div:nth-child(n + 2) { border-top: 0; border-left: 1px solid var(--rule); }
  .figures.three dd { font-size: 1.25rem; }
  .figures > div { padding: 0.7rem 0.6rem; border-left: 0; }
  .figures > div:nth-child(even) { border-left: 1px solid var(--rule); }
  .figures > div:nth-child(n + 3) { border-top: 1px solid var(--rule); }
  .figures dd { font-size: 1.5rem; }
  section { margin-top: 2.25rem; }
  table { font-size: 0.875rem; }
  th, td { padding: 0.4rem 0.3rem; }
  .wide-only { display: none; }
  .pair { grid-template-columns: minmax(0, 1fr); }
  .bar-cell { width: 30%; }
  .bands .bar-cell { width: 55%; }
  table.ranking th:first-child { width: auto; }
  table.fields th { width: 46%; }
  .unit-head h1 { font-size: 1.6rem; }
  .item { grid-template-columns: minmax(0, 1fr) 5.5rem; gap: 0 0.75rem; }
  .item .score { grid-row: 1; }
  .item .body { grid-column: 1 / -1; }
  .item .score b { font-size: 1.35rem; }
  .files li { grid-template-columns: 1fr auto; }
  .files .what { grid-column: 1 / -1; }
}

@page { size: A4; margin: 20mm 18mm 18mm; @bottom-center { content: "第 " counter(page) " 页"; font-size: 9pt; } }
@page demonstration { @top-center { content: "演示数据 · 不是真实评估结果"; font-size: 9pt; } }
@media print {
  html, body { background: #fff; }
  html { font-size: 9.75pt; }
  body { line-height: 1.55; }
  body.demonstration { page: demonstration; }
  .sheet { margin: 0; padding: 6mm 0 0; border: 0; max-width: none; }
  .redhead h1 { margin-top: 8mm; }
  .demo p { padding: 2mm 4mm; }
  .item { padding: 2.5mm 0 1.5mm; }
  footer { padding: 4mm 0 0; break-before: avoid; }
  .skip, nav.places, footer nav, .pager, .no-print { display: none; }
  a { color: inherit; text-decoration: none; }
  section { margin-top: 1.6rem; }
  h2, h3, h4, caption, .part-head { break-after: avoid; }
  tr, figure, .item, .callout, .figures, .files li, table:not(.ranking):not(.hand-ins):not(.city) { break-inside: avoid; }
  thead { display: table-header-group; }
  th, td { padding: 0.2rem 0.4rem; }
  .scroll { overflow: visible; }
  .wide-only { display: revert; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
