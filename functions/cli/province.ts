import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { checkInputs } from '../../shared/domain/scoring/check-inputs.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import {
  compareCounties,
  reportFaults,
  type CountyYear,
} from '../../shared/report/province/compare-counties.ts';
import { wordsOfZod } from '../../shared/formats/words-of-zod.ts';
import { renderProvince } from '../../shared/report/province/render-province.ts';
import { reportData } from '../../shared/report/report-json.ts';
import { jsonOf, readInputs, readRubric, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run -s province -- --out DIR [--title TEXT] COUNTY…`: a province's page over its counties, from the data files that each of them
 * has published (report.json, rubric.json, inputs.json). A COUNTY is the folder with these files, or `FOLDER=ADDRESS` with where its
 * report is read. Each county is scored anew; one whose report says other points than its inputs give stops the program by name.
 */
const usage =
  'npm run -s province -- --out DIR [--title TEXT] COUNTY [COUNTY…]   COUNTY: FOLDER | FOLDER=https://…';

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { out: { type: 'string' }, title: { type: 'string', default: '各县政务公开评价结果' } },
});
if (values.out === undefined) stop(`缺少 --out / --out is missing. ${usage}`);
if (positionals.length === 0) stop(`没有写明哪些县 / no county is named. ${usage}`);
const groups = compareCounties(positionals.map(readCounty));
mkdirSync(values.out, { recursive: true });
for (const [name, text] of renderProvince({ title: values.title }, groups)) {
  writeFileSync(path.join(values.out, name), text);
}
console.log(path.join(values.out, 'index.html'));

function readCounty(argument: string): CountyYear {
  const [, folder = argument, address = null] = /^(.*?)=(https?:\/\/.*)$/s.exec(argument) ?? [];
  const at = (name: string) => path.join(folder, name);
  const parsed = reportData.safeParse(jsonOf(at('report.json')), { error: wordsOfZod.en });
  if (!parsed.success) return stop(`${at('report.json')}:\n${z.prettifyError(parsed.error)}`);
  const rubric = readRubric(at('rubric.json'));
  const inputs = readInputs(at('inputs.json'));
  const [fault] = checkInputs(rubric, inputs);
  if (fault !== undefined) return stop(`${at('inputs.json')}: ${fault.message.zh} / ${fault.message.en}`);
  const year: CountyYear = { report: parsed.data, rubric, result: score(rubric, inputs), address };
  const differing = reportFaults(year);
  if (differing.length > 0) {
    return stop(
      `${folder}：用公布的数据重新计算，下列单位的得分或名次和报告不一致：${differing.slice(0, 10).join('、')} / the report says other points than its inputs give`,
    );
  }
  return year;
}
