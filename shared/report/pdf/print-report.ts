import { startOfDay } from '../../domain/calendar.ts';
import type { ReportModel } from '../model.ts';
import { showDay } from '../show.ts';
import { colours, contentsLines, mm, Paper } from './paper.ts';
import { printChanges } from './print-changes.ts';
import { printMethod } from './print-method.ts';
import { printOverview } from './print-overview.ts';
import { printUnit } from './print-unit.ts';
import type { PrintFonts } from './printing-font.ts';

/**
 * The most units whose sheets are in the printed report. The sheets of one file are in memory together, some 2.4 MB for each unit,
 * and are set in some 0.1 s: more than this would neither fit the function that sets them nor be bound as one book.
 */
export const mostPrintedSheets = 500;

/** Columns of the table of contents, which lists every unit. */
const contentsColumns = 3;

/**
 * The report as one PDF for print and archive: cover, contents, overview with all rankings, what a re-evaluation changed, the
 * method, and every unit's sheet, or for more than `mostPrintedSheets` units where each one's is found. A pure function: the same
 * input gives the same bytes.
 * @throws Refusal `glyph-missing`
 */
export function printReport(model: ReportModel, fonts: PrintFonts): Promise<Uint8Array> {
  const { result, publishedOn, revision, changes } = model.input;
  const paper = new Paper(fonts, {
    title: `${result.demonstration ? '【演示数据】' : ''}${model.title}`,
    author: model.issuer,
    madeAt: new Date(startOfDay(publishedOn)).toISOString(),
    runningHead: `${model.title}　第 ${revision} 版${result.demonstration ? '　演示数据' : ''}`,
  });
  const entries: { title: string; name: string; page: number; level: 1 | 2 }[] = [];
  const begin = (title: string, name: string, level: 1 | 2) => {
    paper.turnPage();
    paper.bookmark(title, name, level);
    entries.push({ title, name, page: paper.page, level });
  };

  cover(model, paper);
  paper.turnPage();
  const contentsPage = paper.page;
  paper.heading('目录', 1);
  const tooMany = result.units.length > mostPrintedSheets;
  const sheets = tooMany ? [] : model.inAnnexOrder;
  const wanted = sheets.length + 3 + (changes === null ? 0 : 1);
  for (let more = contentsLines * contentsColumns; more < wanted; more += contentsLines * contentsColumns)
    paper.turnPage();

  begin('概况与排名', 'overview', 1);
  paper.section('概况与排名', () => printOverview(model, paper));
  if (changes !== null) {
    begin('更正说明', 'changes', 1);
    paper.section('更正说明', () => printChanges(model, changes, paper));
  }
  begin('评分办法', 'method', 1);
  paper.section('评分办法', () => printMethod(model, paper));
  if (tooMany) {
    begin('各单位逐项得分', 'units', 1);
    paper.section('各单位逐项得分', () => {
      paper.heading('各单位逐项得分', 1);
      paper.paragraph(
        `参评单位超过 ${mostPrintedSheets} 个，本册不逐一印出各单位的得分明细。每个单位都有自己的网页，列出逐项得分、理由、计算过程和依据，可以单独打印；全部单位的逐项得分见与本报告一同发布的得分表。`,
        '各单位逐项得分',
      );
    });
  }
  sheets.forEach((unit, place) => {
    if (place === 0) {
      begin('各单位逐项得分', `unit-${unit.unit}`, 1);
      paper.bookmark(unit.name, `unit-${unit.unit}-first`, 2);
      entries.push({ title: unit.name, name: `unit-${unit.unit}`, page: paper.page, level: 2 });
    } else begin(unit.name, `unit-${unit.unit}`, 2);
    paper.section(unit.name, () => printUnit(model, unit, paper));
  });
  paper.contents(contentsPage, contentsColumns, entries);
  return paper.close();
}

function cover(model: ReportModel, paper: Paper): void {
  const { result, publishedOn, revision } = model.input;
  paper.skip(52 * mm);
  paper.paragraph(model.issuer, '发布单位', { points: 15, align: 'center', colour: colours.red, after: 16 });
  paper.rule(colours.red, 1.6);
  paper.skip(26);
  paper.paragraph(model.title, '标题', {
    points: 24,
    weight: 'bold',
    align: 'center',
    leading: 1.5,
    after: 22,
  });
  if (result.demonstration)
    paper.paragraph('演示数据：台账、材料、评分、扣分和事件都是编造的，不反映任何单位的真实情况。', '标题', {
      points: 11,
      align: 'center',
      colour: colours.red,
      after: 16,
    });
  const lines = [
    `参评单位 ${result.units.length} 个`,
    `${model.input.rubric.title.zh}（第 ${result.rubric.version} 版）`,
    `数据冻结于 ${showDay(model.frozenOn)}`,
    `${showDay(publishedOn)}发布　第 ${revision} 版`,
  ];
  for (const line of lines)
    paper.paragraph(line, '封面', {
      points: 12,
      align: 'center',
      colour: colours.muted,
      leading: 1.9,
      after: 0,
    });
}
