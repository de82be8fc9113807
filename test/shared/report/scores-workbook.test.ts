import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { libraryRubric } from '../../support/scoring.ts';
import { bytesOf } from './read-back.ts';
import { readSheets, rowsByHeading, worksOut, type FileSheet } from './read-xlsx.ts';
import { rendered, sampleInput } from './sample.ts';

const input = sampleInput();
const { result, inputs } = input;
const bytes = bytesOf((await rendered(input)).get('scores.xlsx')!);
const sheets = readSheets(bytes);
const inAnnexOrder = [...result.units].sort((left, right) => left.order - right.order);
const classNames: Record<string, string> = {
  department: '部门',
  township: '乡镇',
  park: '园区',
  community: '社区',
};
const city = (effects: (typeof result.units)[number]['effects']) =>
  effects.find((effect) => effect.code === 'city-deduction')?.points ?? '0';

function sheetOf(name: string, of: readonly FileSheet[] = sheets): FileSheet {
  return of.find((each) => each.name === name)!;
}
const rowsOf = (name: string) => rowsByHeading(sheetOf(name));
/** Every figure that a unit has stands in its row as the very digits of the result. */
const figures = (row: Readonly<Record<string, string>>, of: Readonly<Record<string, string | number>>) =>
  expect(row).toMatchObject(
    Object.fromEntries(Object.entries(of).map(([heading, value]) => [heading, String(value)])),
  );

describe('scores.xlsx', () => {
  it('has its sheets in the order in which they are read', () => {
    expect(sheets.map((each) => each.name)).toEqual([
      '排名',
      '分类情况',
      '各项得分',
      '逐项理由',
      '倒扣分与市级扣分',
      '事件',
      '公开的佐证材料',
      '目标任务完成情况',
      '说明',
    ]);
  });

  it('ranks as the result does, cell by cell', () => {
    const rows = rowsOf('排名');
    expect(rows).toHaveLength(result.units.length);
    result.units.forEach((unit, place) => {
      figures(rows[place]!, {
        名次: unit.rank,
        单位: unit.name,
        类别: classNames[unit.class]!,
        类内名次: unit.classRank,
        总分: unit.total,
        ...Object.fromEntries(unit.parts.map((part) => [`${part.code} ${part.label.zh}`, part.points])),
        市级扣分加倍: city(unit.effects),
        各项合计: unit.raw,
        情形说明: unit.effects.map((effect) => effect.reason.zh).join('\n'),
      });
    });
  });

  it('gives every item and every part its points', () => {
    const rows = rowsOf('各项得分');
    result.units.forEach((unit, place) => {
      figures(rows[place]!, {
        单位: unit.name,
        总分: unit.total,
        ...Object.fromEntries(unit.items.map((item) => [`${item.code} ${item.label.zh}`, item.points])),
        ...Object.fromEntries(unit.parts.map((part) => [`${part.code} 合计`, part.points])),
      });
    });
  });

  it('gives the reason of every item of every unit', () => {
    const scored = inAnnexOrder.flatMap((unit) => unit.items.map((item) => ({ unit, item })));
    const rows = rowsOf('逐项理由');
    expect(rows).toHaveLength(scored.length);
    scored.forEach(({ unit, item }, place) => {
      figures(rows[place]!, {
        单位: unit.name,
        编号: item.code,
        评分项: item.label.zh,
        得分: item.points,
        满分: item.maximum,
        其中加分: item.bonus,
        理由: item.reason.zh,
        怎样提高: item.raise?.change.zh ?? '',
      });
    });
  });

  it('sets the classes beside each other as the result has them', () => {
    const [...rows] = rowsOf('分类情况');
    for (const each of result.classes) {
      const members = result.units.filter((unit) => unit.class === each.class);
      figures(
        rows.find((row) => row['类别'] === classNames[each.class])!,
        {
          单位数: each.units,
          平均分: each.mean,
          最高分: each.highest,
          最低分: each.lowest,
          目标任务: members.reduce((sum, unit) => sum + unit.target, 0),
        },
      );
    }
    figures(rows.at(-1)!, {
      类别: '合计',
      单位数: result.units.length,
      目标任务: inputs.units.reduce((sum, unit) => sum + unit.target, 0),
    });
  });

  it('lists every deduction with its fact and document, and the city’s with their double', () => {
    const rows = rowsOf('倒扣分与市级扣分');
    const lines = inputs.units.flatMap((unit) =>
      Object.values(unit.items).flatMap((given) =>
        (given.deductions ?? []).map((line) => [unit.name, line.points, '', line.fact, line.document ?? '']),
      ),
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(rows.map((row) => [row['单位'], row['扣分'], row['加倍后'], row['事实'], row['文件']])).toEqual([
      ...lines,
      ['县总工会', '0.5', '1', inputs.cityDeductions[0]!.fact, inputs.cityDeductions[0]!.document],
      ['县政务服务中心', '1.25', '2.5', inputs.cityDeductions[1]!.fact, inputs.cityDeductions[1]!.document],
    ]);
  });

  it('lists every incident with its document and the reason', () => {
    expect(rowsOf('事件').map((row) => [row['单位'], row['文件'], row['理由']])).toEqual(
      inputs.units.flatMap((unit) => unit.incidents.map((each) => [unit.name, each.document, each.reason])),
    );
  });

  it('shows how each target was met, and what they add up to', () => {
    const rows = rowsOf('目标任务完成情况');
    inputs.units.forEach((unit, place) => {
      const register = unit.measures.register!;
      figures(rows[place]!, {
        单位: unit.name,
        目标任务: unit.target,
        台账: register.registered,
        计入: register.count,
        '不计入：已撤回': register.notCounted.withdrawn!,
        ...Object.fromEntries(register.months.map((count, month) => [`${month + 1}月`, count])),
      });
    });
    figures(rows.at(-1)!, {
      单位: '合计',
      目标任务: inputs.units.reduce((sum, unit) => sum + unit.target, 0),
      计入: inputs.units.reduce((sum, unit) => sum + unit.measures.register!.count, 0),
    });
  });

  it('says in words what it is, that it is a demonstration, and the rule of every item', () => {
    const notes = new Map(rowsOf('说明').map((row) => [row['项目'], row['说明']]));
    expect(notes.get('演示数据')).toContain('不反映任何单位的真实情况');
    expect(notes.get('满分')).toContain('总分最高可以达到 104 分');
    for (const { code, label } of result.units[0]!.items) {
      expect(notes.get(`${code} ${label.zh}`)).toBeTruthy();
    }
  });

  it('repeats headings in print, prints what is filled and filters everything but totals', () => {
    const book = strFromU8(unzipSync(bytes)['xl/workbook.xml']!);
    for (const [index, { xml }] of sheets.entries()) {
      expect(book).toContain(`name="_xlnm.Print_Area" localSheetId="${index}"`);
      expect(book).toContain(`name="_xlnm.Print_Titles" localSheetId="${index}"`);
      expect(xml).toContain('state="frozen"');
    }
    const last = inputs.units.length + 1;
    expect(sheetOf('目标任务完成情况').xml).toContain(`<autoFilter ref="A1:V${last}"/>`);
    expect(book).toContain(`'目标任务完成情况'!$A$1:$V$${last + 1}`);
  });
});

describe.each([
  ['2018', sampleInput()],
  ...['ten-points', 'hundred-down', 'two-parts'].map(
    (name) =>
      [
        name,
        sampleInput({
          rules: libraryRubric(name),
          units: [
            'department',
            'township',
            'park',
            'department',
            'park',
            'township',
            'department',
            'department',
          ].map((unitClass, index) => ({
            name: `单位${index + 1}`,
            class: unitClass,
            target: 20 + index * 10,
          })),
        }),
      ] as const,
  ),
] as const)('totals by the rubric %s', (_, of) => {
  it('are formulas, and a spreadsheet program that works them out anew finds the published figures', async () => {
    const all = readSheets(bytesOf((await rendered(of)).get('scores.xlsx')!));
    let formulas = 0;
    for (const sheet of all) {
      for (const [at, cell] of sheet.cells) {
        if (cell.formula === null) continue;
        formulas += 1;
        expect(worksOut(cell.formula, sheet, all), `${sheet.name} ${at} ${cell.formula}`).toBe(
          Number(cell.value),
        );
      }
    }
    // The total and the raw total in the ranking, the total and each part in the items, three for each class and below them.
    expect(formulas).toBeGreaterThan(of.result.units.length * 4);
    const ranking = sheetOf('排名', all);
    expect(
      [...ranking.cells].filter(([at, { formula }]) => at.startsWith('E') && formula !== null),
    ).toHaveLength(of.result.units.length);
  });
});
