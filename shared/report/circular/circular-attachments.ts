import type { UnitResult } from '../../domain/scoring/result.ts';
import { sizes } from '../docx/measures.ts';
import { emptyLines, paragraph, run, table, title, type Block, type TableColumn } from '../docx/wordml.ts';
import type { ReportModel } from '../model.ts';
import { showCount, showPoints } from '../show.ts';
import { className, partKindName } from '../words.ts';
import { attachmentsOf } from './circular-text.ts';

/** Columns of items that fit beside a unit's name with every figure on one line; a rubric with more gets tables of equal width. */
const mostItemsAcross = 12;

/** The score tables, one list for each attachment, which begins a page: what it is called, its title, its tables and what their letters mean. */
export function attachments(model: ReportModel): Block[][] {
  const blocks: Readonly<Record<ReturnType<typeof attachmentsOf>[number], () => Block[]>> = {
    参评单位总排名: () => [rankingTable(model, model.input.result.units, 'overall'), note(legend(model))],
    参评单位分类排名: () =>
      model.classes.flatMap(({ label, members }, at) => [
        ...(at === 0 ? [] : emptyLines(1)),
        paragraph(run(`${label}（${members.length}个）`, { face: 'script' }), { keepNext: true }),
        rankingTable(model, members, 'class'),
      ]),
    各单位逐项得分: () => itemTables(model),
    目标任务完成情况: () => [targetTable(model)],
  };
  return attachmentsOf(model).map((name, at) => attachment(at + 1, name, blocks[name]()));
}

function attachment(number: number, name: string, blocks: readonly Block[]): Block[] {
  return [
    paragraph(run(`附件${number}`, { face: 'black' })),
    ...emptyLines(1),
    title(name),
    ...emptyLines(1),
    ...blocks,
  ];
}

function note(text: string): Block {
  return paragraph(run(text, { face: 'song', points: sizes.小五 }), { line: 300, before: 120 });
}

function legend(model: ReportModel): string {
  const parts = model.parts.map(({ code, label, kind }) =>
    kind === 'points' ? `${code} ${label.zh}` : `${code} ${label.zh}（${partKindName(kind)}）`,
  );
  const city = model.cityActed ? ['市 市级扣分加倍后由牵头单位承担的部分'] : [];
  return `注：${[...parts, ...city].join('；')}。总分相同的名次并列，按名单顺序排列。`;
}

function rankingTable(model: ReportModel, units: readonly UnitResult[], kind: 'overall' | 'class'): Block {
  const { parts } = model;
  const columns: TableColumn[] = [
    { heading: '名次', width: 13, align: 'center' },
    { heading: '单位', width: 46 },
    kind === 'overall'
      ? { heading: '类别', width: 15, align: 'center' }
      : { heading: '总名次', width: 15, align: 'center' },
    { heading: '总分', width: 17, align: 'right' },
    ...parts.map(({ code }): TableColumn => ({ heading: code, width: 15, align: 'right' })),
    ...(model.cityActed ? [{ heading: '市', width: 13, align: 'right' } as const] : []),
  ];
  return table(
    columns,
    units.map((unit) => [
      String(kind === 'overall' ? unit.rank : unit.classRank),
      unit.name,
      kind === 'overall' ? className(unit.class) : String(unit.rank),
      showPoints(unit.total),
      ...parts.map(({ code }) => pointsOf(unit.parts, code)),
      ...(model.cityActed ? [showPoints(model.cityPointsOf(unit))] : []),
    ]),
  );
}

/** Every item's points, units in annex order. A unit whose scheme has no such item has a dash. */
function itemTables(model: ReportModel): Block[] {
  const tables = Math.ceil(model.items.length / mostItemsAcross);
  const itemsAcross = Math.ceil(model.items.length / tables);
  const groups = Array.from({ length: tables }, (_, at) =>
    model.items.slice(at * itemsAcross, (at + 1) * itemsAcross),
  );
  return groups.flatMap((items, at) => [
    ...(at === 0 ? [] : emptyLines(1)),
    table(
      [
        { heading: '单位', width: 36 },
        ...items.map(({ code }): TableColumn => ({ heading: code, width: 11, align: 'right' })),
      ],
      model.inAnnexOrder.map((unit) => [unit.name, ...items.map(({ code }) => pointsOf(unit.items, code))]),
      sizes.小五,
    ),
    note(`注：${items.map(({ code, label }) => `${code} ${label.zh}`).join('；')}。`),
  ]);
}

function targetTable(model: ReportModel): Block {
  return table(
    [
      { heading: '序号', width: 15, align: 'center' },
      { heading: '单位', width: 60 },
      { heading: '类别', width: 20, align: 'center' },
      { heading: '目标任务', width: 25, align: 'right' },
      { heading: '台账', width: 20, align: 'right' },
      { heading: '计入', width: 20, align: 'right' },
    ],
    model.inAnnexOrder.map((unit) => {
      const register = model.registerOf(unit.unit);
      return [
        String(unit.order),
        unit.name,
        className(unit.class),
        showCount(unit.target),
        register === null ? '—' : showCount(register.registered),
        register === null ? '—' : showCount(register.count),
      ];
    }),
  );
}

function pointsOf(all: readonly Readonly<{ code: string; points: string }>[], code: string): string {
  const found = all.find((each) => each.code === code);
  return found === undefined ? '—' : showPoints(found.points);
}
