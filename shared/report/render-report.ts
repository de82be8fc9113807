import { changesPage, changesPath } from './changes-page.ts';
import { dataPage, dataPath } from './data-page.ts';
import { dictionaryFiles } from './data-dictionary.ts';
import { evidenceCsv } from './evidence-csv.ts';
import { englishPage, englishPath } from './english-page.ts';
import { ReportModel } from './model.ts';
import { methodPage } from './method-page.ts';
import { overviewPage } from './overview-page.ts';
import type { DataFile, ReportFile, ReportInput } from './report-input.ts';
import { reportJson } from './report-json.ts';
import { scoresWorkbook } from './scores-workbook.ts';
import { stylesheet } from './stylesheet.ts';
import { itemsCsv, rankingCsv } from './tables.ts';
import { unitPage, unitPath } from './unit-page.ts';

const html = 'text/html; charset=utf-8';
const csv = 'text/csv; charset=utf-8';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Renders a report, file after file, so that the pages of thousands of units need not be in memory at once. A pure function:
 * the same input gives the same files in the same order, byte for byte. The overview comes last, because it names the sizes of
 * the data files; until it is written, the folder has no first page.
 */
export async function* renderReport(input: ReportInput): AsyncGenerator<ReportFile, void, undefined> {
  const model = new ReportModel(input);
  yield { path: 'style.css', contentType: 'text/css; charset=utf-8', body: stylesheet };
  const files: DataFile[] = [];
  for (const file of [
    { path: 'scores.xlsx', contentType: xlsx, body: await scoresWorkbook(model) },
    { path: 'ranking.csv', contentType: csv, body: rankingCsv(model) },
    { path: 'items.csv', contentType: csv, body: itemsCsv(model) },
    { path: 'evidence.csv', contentType: csv, body: evidenceCsv(model) },
    { path: 'report.json', contentType: 'application/json', body: reportJson(model) },
    ...dictionaryFiles(model),
  ]) {
    // Schemas are reached from the dictionary.
    if (!file.path.includes('/')) files.push({ path: file.path, size: sizeOf(file.body) });
    yield file;
  }
  for (const unit of model.inAnnexOrder) {
    yield { path: unitPath(unit.unit), contentType: html, body: unitPage(model, unit) };
  }
  if (input.changes !== null)
    yield { path: changesPath, contentType: html, body: changesPage(model, input.changes) };
  yield { path: englishPath, contentType: html, body: englishPage(model) };
  yield { path: dataPath, contentType: html, body: dataPage(model, [...files, ...input.dataFiles]) };
  yield { path: 'method.html', contentType: html, body: methodPage(model) };
  yield { path: 'index.html', contentType: html, body: overviewPage(model, [...files, ...input.dataFiles]) };
}

function sizeOf(body: Uint8Array | string): number {
  return typeof body === 'string' ? new TextEncoder().encode(body).byteLength : body.byteLength;
}
