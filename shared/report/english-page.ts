import type { Part } from '../domain/rubric/rubric.ts';
import { markup, typed, type Html } from './html.ts';
import type { ReportModel } from './model.ts';
import { page, table } from './page.ts';
import { showCount, showPoints } from './show.ts';
import { classNameInEnglish } from './words.ts';

/** The report in short for readers of English. */
export const englishPath = 'en.html';

const kinds: Readonly<Record<Part['kind'], string>> = {
  points: 'points',
  bonus: 'bonus, on top of full marks',
  deductions: 'deductions only',
};

/** Figures, rules, classes and the ranking; units go by their Chinese names, which are the only ones they have. */
export function englishPage(model: ReportModel): string {
  const { result, cycle, revision } = model.input;
  return page(
    {
      title: `Open-government evaluation ${cycle.id}: summary in English`,
      description: `${result.units.length} units of a Chinese county evaluated for their open-government work in ${cycle.id}: rules, classes, ranking and data.`,
      root: '',
      path: englishPath,
      cycle: cycle.id,
      language: 'en',
      demonstration: result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="index.html" lang="zh-CN">${model.title}</a></p>
<h1>Open-government evaluation ${cycle.id}</h1>
<p class="class">Summary in English of revision ${revision}, published by <span lang="zh-CN">${model.issuer}</span></p>
</header>
${summary(model)}
${rules(model)}
${classes(model)}
${ranking(model)}
<section id="data">
<h2>Data, and how to check them</h2>
<p>Every unit has a page (in Chinese) with each item’s points, the reason and the arithmetic. The <a href="data.html">data files</a> have stable field names described in Chinese and English, and the frozen inputs are published without personal data: from <a href="inputs.json">inputs.json</a> and <a href="rubric.json">rubric.json</a> anyone can compute every point again and compare with <a href="result.json">result.json</a>.</p>
</section>`,
  );
}

function summary(model: ReportModel): Html {
  const { result } = model.input;
  const { base, withBonus } = model.scale;
  return markup`<section id="summary">
<h2>In short</h2>
${result.demonstration && markup`<p class="callout"><b>Demonstration.</b> Everything but the units, their targets and the rules is made up; it says nothing about any real unit.</p>`}
<dl class="figures">
<div><dt>Units</dt><dd>${showCount(result.units.length)}</dd></div>
<div><dt>Items to publish</dt><dd>${showCount(model.targetSum)}</dd></div>
<div><dt>Full marks</dt><dd>${showPoints(base)}${withBonus !== base && markup`<small>up to ${withBonus} with bonus</small>`}</dd></div>
<div><dt>Totals</dt><dd>${showPoints(model.highest)}<small>to</small> ${showPoints(model.lowest)}</dd></div>
</dl>
</section>`;
}

function rules({ parts }: ReportModel): Html {
  return markup`<section id="rules">
<h2>How units are scored</h2>
<p>Points are exact decimals, computed by a published rubric from inputs that were frozen before scoring. Units are ranked by their totals; equal totals share a rank and the following ranks stay empty (1, 2, 2, 4). A report is published after one person has read it and another has signed it; who started the run does not sign.</p>
${table(
  'Parts of the rubric',
  [{ heading: 'Part' }, { heading: 'Items', numeric: true }, { heading: 'Kind' }],
  parts.map(
    (part) =>
      markup`<tr><th scope="row">${part.code} ${part.label.en}</th><td class="num">${part.items.length}</td><td>${kinds[part.kind]}</td></tr>\n`,
  ),
  'parts',
)}
</section>`;
}

function classes(model: ReportModel): Html {
  return markup`<section id="classes">
<h2>Classes of units</h2>
${table(
  'Totals by class',
  [
    { heading: 'Class' },
    { heading: 'Units', numeric: true },
    { heading: 'Mean', numeric: true },
    { heading: 'Highest', numeric: true },
    { heading: 'Lowest', numeric: true },
  ],
  model.classes.map(
    (each) =>
      markup`<tr><th scope="row">${classNameInEnglish(each.class)}</th><td class="num">${each.units}</td><td class="num">${showPoints(each.mean)}</td><td class="num">${showPoints(each.highest)}</td><td class="num">${showPoints(each.lowest)}</td></tr>\n`,
  ),
  'classes',
)}
</section>`;
}

function ranking(model: ReportModel): Html {
  return markup`<section id="ranking">
<h2>Ranking</h2>
${table(
  'All units, highest total first; names link to pages in Chinese',
  [
    { heading: 'Rank', numeric: true },
    { heading: 'Unit' },
    { heading: 'Class', wideOnly: true },
    { heading: 'Total', numeric: true },
  ],
  model.input.result.units.map(
    (unit) =>
      markup`<tr><td class="num rank">${unit.rank}</td><th scope="row" lang="zh-CN"><a href="units/${unit.unit}.html">${typed(unit.name)}</a></th><td class="wide-only">${classNameInEnglish(unit.class)}</td><td class="num total">${showPoints(unit.total)}</td></tr>\n`,
  ),
  'ranking short',
)}
</section>`;
}
