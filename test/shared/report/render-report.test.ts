import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../../shared/domain/rubric/rubric.ts';
import type { ItemResult, UnitResult } from '../../../shared/domain/scoring/result.ts';
import type { ReportInput } from '../../../shared/report/report-input.ts';
import { verifyPage } from '../../../shared/report/verify-page.ts';
import {
  byClass,
  byId,
  byName,
  findAll,
  parseHtml,
  tableRows,
  textOf,
  type Element,
  fileText,
} from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

const input = sampleInput();
const { result } = input;
const files = await rendered(input);
const pages = [...files].filter(([path]) => path.endsWith('.html'));

function pageOf(path: string): Element {
  return parseHtml(fileText(files, path));
}

/** A printed figure as the result states it: the true minus sign and the groups of three are print, not value. */
function figure(text: string): string {
  return text.trim().replaceAll('−', '-').replaceAll(',', '').replace('+', '');
}

function figureOf(page: Element, id: string): string {
  return figure(textOf(byId(page, id).children[0]!));
}

function rankingTables(page: Element, kind: string): Element[] {
  return byClass(page, 'ranking').filter((table) => table.attributes.class!.includes(kind));
}

const cityPoints = (unit: UnitResult) =>
  unit.effects.find((effect) => effect.code === 'city-deduction')?.points ?? '0';

describe('the sample year', () => {
  it('holds every kind of case, so that the pages below are put to the test', () => {
    const effects = result.units.flatMap((unit) => unit.effects.map((effect) => effect.code));
    expect(effects.sort()).toEqual(['city-deduction', 'lawsuit-lost', 'leak']);
    expect(result.units.some((unit) => unit.raw !== unit.total)).toBe(true);
    expect(result.units.some((unit) => unit.items.some((item) => item.bonus !== '0'))).toBe(true);
    expect(result.units.some((unit) => unit.items.some((item) => item.noEvidence))).toBe(true);
    expect(result.unscored).toHaveLength(1);
    expect(result.silentBodies).toHaveLength(1);
  });
});

describe('the report as files', () => {
  it('has a page for each unit at its lasting address, and the overview last because it names the sizes of the rest', () => {
    expect([...files.keys()]).toEqual([
      'style.css',
      'scores.xlsx',
      'ranking.csv',
      'items.csv',
      'evidence.csv',
      'report.json',
      'dictionary.json',
      ...['report', 'result', 'inputs', 'rubric'].map((name) => `schemas/${name}.schema.json`),
      ...['ranking', 'items', 'evidence'].map((name) => `schemas/${name}.table.json`),
      ...input.inputs.units.map((unit) => `units/${unit.unit}.html`),
      'en.html',
      'data.html',
      'method.html',
      'index.html',
    ]);
  });

  it('comes out byte for byte the same each time, so that a hash can stand for it', async () => {
    expect(await rendered(sampleInput())).toEqual(files);
  });

  it.each(pages.map(([path]) => path))('runs nothing, calls nobody and styles nothing inline: %s', (path) => {
    const page = pageOf(path);
    expect(
      findAll(page, ({ name }) => ['script', 'iframe', 'object', 'form', 'style', 'img'].includes(name)),
    ).toEqual([]);
    // Where evidence was linked to, a reader goes by choice; the browser fetches nothing from there by itself.
    const elsewhere = findAll(page, isEvidenceLink);
    for (const { attributes } of elsewhere) {
      expect(attributes.href).toMatch(/^https?:/);
      expect(attributes.rel).toBe('nofollow noopener external');
    }
    const attributes = findAll(page, (element) => !isEvidenceLink(element)).flatMap((element) =>
      Object.entries(element.attributes),
    );
    expect(attributes.filter(([name]) => name === 'style' || name.startsWith('on'))).toEqual([]);
    const addresses = attributes
      .filter(([name]) => name === 'href' || name === 'src')
      .map(([, value]) => value);
    expect(addresses.filter((address) => /^[a-z]+:|^\/\//i.test(address))).toEqual([]);
    expect(
      findAll(page, (element) => element.attributes['http-equiv'] === 'Content-Security-Policy')[0]
        ?.attributes.content,
    ).toMatch(/^default-src 'none'; style-src 'self'/);
  });

  it('links only to files that are there, and to places that are on them', () => {
    const known = new Set([
      ...files.keys(),
      ...input.dataFiles.map((file) => file.path),
      // Written when the report is sealed, after its pages.
      'verify.html',
      // Made when it is asked for, because revisions come when a report's pages are long written.
      'reports/2018/revisions.html',
    ]);
    const { title, id: cycle } = input.cycle;
    const verifying = verifyPage({ title, cycle, revision: 1, demonstration: true, keyId: input.keyId });
    for (const [path] of pages) {
      const links = byName(pageOf(path), 'a')
        .filter((link) => !isEvidenceLink(link))
        .map((link) => link.attributes.href!);
      for (const link of links) {
        const url = new URL(link, `http://report.invalid/${path}`);
        const target = url.pathname.slice(1);
        expect(known, `${path} → ${link}`).toContain(target);
        const there = () => (target === 'verify.html' ? parseHtml(verifying) : pageOf(target));
        if (url.hash !== '')
          expect(() => byId(there(), url.hash.slice(1)), `${path} → ${link}`).not.toThrow();
      }
    }
  });

  it('says on every page that it is a demonstration, and on none when it is not', async () => {
    for (const [path] of pages) expect(textOf(byClass(pageOf(path), 'demo')[0]!)).toContain('演示数据');
    const real = await rendered(sampleInput({ demonstration: false }));
    for (const [path, body] of real) {
      if (path.endsWith('.html')) expect(body, path).not.toContain('演示');
    }
  });
});

describe('what search engines and browsers are told', () => {
  it.each(pages.map(([path]) => path))('language, description and the one lasting address: %s', (path) => {
    const page = pageOf(path);
    expect(byName(page, 'html')[0]?.attributes.lang).toBe(path === 'en.html' ? 'en' : 'zh-CN');
    const head = (name: string, attribute: string) =>
      findAll(page, (element) => element.attributes[attribute] === name)[0]?.attributes;
    expect(head('description', 'name')?.content?.length).toBeGreaterThan(10);
    expect(head('canonical', 'rel')?.href).toBe(`/reports/2018/${path}`);
    expect(byName(page, 'title').map(textOf)[0]?.length).toBeGreaterThan(5);
  });
});

describe('the overview', () => {
  const page = pageOf('index.html');

  it('states how many units, the sum of their targets, full marks with what goes on top, and why', () => {
    expect(figureOf(page, 'unit-count')).toBe(String(result.units.length));
    const targets = input.inputs.units.reduce((sum, unit) => sum + unit.target, 0);
    expect(figureOf(page, 'target-sum')).toBe(String(targets));
    expect(textOf(byId(page, 'maximum'))).toBe('100分，加分后最高 104');
    expect(textOf(byId(page, 'summary'))).toContain('每超过目标任务满 10 条另加 0.2 分，最多加 4 分');
    expect(textOf(byId(page, 'extremes'))).toBe(`${result.units[0]!.total}至 ${result.units.at(-1)!.total}`);
  });

  it('ranks all units with the figures of the result', () => {
    const rows = tableRows(rankingTables(page, 'overall')[0]!);
    expect(rows.map((row) => row.map(figure))).toEqual(
      result.units.map((unit) => [
        String(unit.rank),
        unit.name,
        { department: '部门', township: '乡镇', park: '园区', community: '社区' }[unit.class],
        unit.total,
        ...unit.parts.map((part) => part.points),
        cityPoints(unit),
      ]),
    );
  });

  it('ranks each class with the figures of the result, and says how equal totals stand', () => {
    const rows = rankingTables(page, 'class').flatMap(tableRows);
    const expected = ['department', 'township', 'park', 'community'].flatMap((name) =>
      result.units
        .filter((unit) => unit.class === name)
        .map((unit) => [
          String(unit.classRank),
          unit.name,
          String(unit.rank),
          unit.total,
          ...unit.parts.map((part) => part.points),
          cityPoints(unit),
        ]),
    );
    expect(rows.map((row) => row.map(figure))).toEqual(expected);
    expect(textOf(byId(page, 'ranking'))).toContain('总分相同的名次并列');
  });

  it('counts every unit once in the distribution', () => {
    const rows = tableRows(byClass(page, 'bands')[0]!);
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(result.units.length);
    for (const [band, units] of rows) {
      const [from, to] = band!.split('–').map(Number);
      const inside = result.units.filter(
        (unit) => Number(unit.total) >= from! && (Number(unit.total) < to! || to === 104),
      );
      expect(inside).toHaveLength(Number(units));
    }
  });

  it('sums up each class as the result does', () => {
    const rows = tableRows(byClass(page, 'classes')[0]!);
    for (const [label, ...figures] of rows) {
      const row = { 部门: 'department', 乡镇: 'township', 园区: 'park', 社区: 'community' }[label!];
      const summary = result.classes.find((each) => each.class === row)!;
      const target = input.inputs.units
        .filter((unit) => unit.class === row)
        .reduce((sum, unit) => sum + unit.target, 0);
      expect(figures.map(figure)).toEqual([
        String(summary.units),
        summary.mean,
        summary.highest,
        summary.lowest,
        String(target),
      ]);
    }
    expect(rows).toHaveLength(result.classes.length);
  });

  it('prints what the city took, doubled, also for a body that is no unit and scores nobody', () => {
    const rows = tableRows(byClass(page, 'city')[0]!);
    expect(rows.map((row) => [row[0], figure(row[2]!), figure(row[3]!), row[4]])).toEqual([
      ['县总工会', '-0.5', '-1', '不是参评单位，不计入任何单位得分'],
      ['县政务服务中心', '-1.25', '-2.5', '政务服务中心'],
    ]);
  });

  it('names who did not hand in, and the units whose parts an incident set to 0', () => {
    expect(byClass(page, 'silent').map(textOf)).toEqual(result.silentBodies.map((body) => body.note.zh));
    const special = textOf(byId(page, 'special'));
    for (const unit of result.units) {
      for (const effect of unit.effects.filter((each) => each.code !== 'city-deduction')) {
        expect(special).toContain(effect.reason.zh);
      }
    }
  });

  it('offers every data file with its size', () => {
    const listed = byName(byId(page, 'files'), 'li').map((item) => textOf(byName(item, 'a')[0]!));
    expect(listed).toEqual([
      'scores.xlsx',
      'ranking.csv',
      'items.csv',
      'evidence.csv',
      'report.json',
      'dictionary.json',
      'inputs.json',
      'result.json',
      'rubric.json',
    ]);
    expect(byClass(page, 'size').map(textOf)).toContain('1.2 MB');
  });
});

describe.each(result.units.map((unit) => [unit.unit, unit] as const))('the page of unit %s', (id, unit) => {
  const page = pageOf(`units/${id}.html`);
  const facts = input.inputs.units.find((each) => each.unit === id)!;

  it('states total, ranks and target of the result, and the raw sum where it was kept from going below 0', () => {
    expect(figureOf(page, 'total')).toBe(unit.total);
    expect(figureOf(page, 'rank')).toBe(String(unit.rank));
    expect(figureOf(page, 'class-rank')).toBe(String(unit.classRank));
    expect(figureOf(page, 'target')).toBe(String(unit.target));
    const raw = findAll(page, (element) => element.attributes.id === 'raw').map((element) =>
      figure(textOf(element)),
    );
    expect(raw).toEqual(unit.raw === unit.total ? [] : [unit.raw]);
    expect(byClass(page, 'effect').map(textOf)).toEqual(unit.effects.map((effect) => effect.reason.zh));
  });

  it('gives each part its points, and the city’s deductions theirs', () => {
    const rows = tableRows(byClass(page, 'parts')[0]!).map((row) => figure(row[1]!));
    const city = cityPoints(unit);
    expect(rows).toEqual([...unit.parts.map((part) => part.points), ...(city === '0' ? [] : [city])]);
  });

  it.each(unit.items.map((item) => [item.code, item] as const))(
    'shows %s with its points, reason, steps and what would raise it',
    (code, item) => {
      const block = byId(page, `item-${code}`);
      expect(figure(textOf(byName(block, 'b')[0]!))).toBe(item.points);
      expect(textOf(byClass(block, 'reason')[0]!)).toBe(item.reason.zh);
      expect(byClass(block, 'badge')).toHaveLength(item.noEvidence ? 1 : 0);
      const raise = byClass(block, 'raise').map(textOf);
      expect(raise).toEqual(item.raise === null ? [] : [`怎样提高 ${item.raise.change.zh}`]);
      expect(stepsShown(block)).toEqual(stepsExpected(item));
      expect(
        byClass(block, 'facts').flatMap((list) => byName(list, 'span').map((value) => textOf(value))),
      ).toEqual(
        Object.values(item.inputs).map((value) =>
          value === true ? '是' : value === false ? '否' : String(value),
        ),
      );
      if (item.rule === 'target') expect(textOf(byClass(block, 'maximum-loss')[0]!)).toBe(item.maximumLoss);
      const lines = facts.items[code]?.deductions ?? [];
      expect(
        byClass(block, 'deductions')
          .flatMap(tableRows)
          .map((row) => figure(row[2]!)),
      ).toEqual(lines.map((line) => `-${line.points}`));
      const given = facts.items[code]?.assessments ?? [];
      expect(
        byClass(block, 'assessments')
          .flatMap(tableRows)
          .map((row) => [row[0], figure(row[2]!)]),
      ).toEqual(given.length > 1 ? given.map((each) => [each.assessor, each.points]) : []);
    },
  );

  it('shows the register’s figures: what was entered, what counts, what does not and why, month by month', () => {
    const register = facts.measures.register!;
    const rows = tableRows(byClass(page, 'register')[0]!).map((row) => figure(row[1]!));
    expect(rows.map(Number)).toEqual([
      register.registered,
      ...Object.values(register.notCounted),
      register.count,
      unit.target,
    ]);
    const picture = findAll(byId(page, 'register'), (element) => element.attributes.role === 'img')[0]!;
    const bars = byName(picture, 'text')
      .map(textOf)
      .filter((text) => !text.endsWith('月'));
    expect(bars.map(Number)).toEqual(register.months);
    expect(picture.attributes['aria-label']).toBe(
      `各月计入条数：${register.months.map((count, month) => `${month + 1}月 ${count} 条`).join('，')}。`,
    );
    const columns = tableRows(byClass(page, 'columns')[0]!);
    expect(columns.map((row) => Number(figure(row[1]!)))).toEqual(
      Object.values(register.columns).map((column) => column.count),
    );
  });

  it('prints incidents with kind, day and document, and the city’s deductions with their double', () => {
    const sections = findAll(page, (element) => element.attributes.id === 'incidents');
    expect(sections).toHaveLength(facts.incidents.length === 0 ? 0 : 1);
    for (const incident of facts.incidents) expect(textOf(sections[0]!)).toContain(incident.document);
    const city = byClass(page, 'city')
      .flatMap(tableRows)
      .map((row) => [figure(row[2]!), figure(row[3]!)]);
    expect(city).toEqual(
      facts.cityDeductions.map((each) => [`-${each.points}`, String(-2 * Number(each.points))]),
    );
  });
});

function stepsShown(block: Element): (readonly [string, string])[] {
  return byClass(block, 'steps').flatMap((list) =>
    byName(list, 'li').map((step) => {
      const [text, points] = byName(step, 'span');
      return [textOf(text!), figure(textOf(points!))] as const;
    }),
  );
}

/** One step says no more than the reason does; a deduction's lines stand in their table unless a limit acted. */
function stepsExpected(item: ItemResult): (readonly [string, string])[] {
  const shown = item.rule === 'deductions' ? item.acted.length > 0 : item.steps.length > 1;
  return shown ? item.steps.map((step) => [step.text.zh, step.points] as const) : [];
}

describe('the method', () => {
  const page = pageOf('method.html');

  it('gives every item of the rubric with its points, its rule and who decides', () => {
    for (const item of input.rubric.schemes.flatMap((scheme) => itemsOf(scheme))) {
      const block = byId(page, `item-${item.code}`);
      expect(textOf(byName(block, 'h4')[0]!)).toBe(`${item.code}${item.label.zh}`);
      expect(textOf(byName(block, 'b')[0]!)).toBe(item.points);
      expect(textOf(block)).toContain(item.guidance.zh);
    }
    expect(textOf(byId(page, 'item-C1'))).toContain('每少 1 条扣 0.3 分');
    expect(textOf(byId(page, 'item-C8'))).toContain('没有年度报告，扣 2 分');
    expect(textOf(byId(page, 'item-D4'))).toContain('由谁扣分：县总工会');
  });

  it('says what happens after incidents, how units are ranked and points rounded, and how to compute them again', () => {
    const text = textOf(byId(page, 'main'));
    expect(text).toContain('A 组织保障、C 政府信息公开记 0 分');
    expect(text).toContain('市级扣分的 2 倍');
    expect(text).toContain('例如 1、2、2、4');
    expect(text).toContain('四舍五入到小数点后 2 位');
    expect(text).toContain('npm run -s score -- --rubric rubric.json --inputs inputs.json');
    for (const note of input.rubric.notes) expect(text).toContain(note.zh);
  });
});

describe('a report of one unit', () => {
  it('stands too: no neighbours, one band, one class', async () => {
    const one: ReportInput = sampleInput({ units: [{ name: '政府办', class: 'department', target: 240 }] });
    const only = parseHtml(fileText(await rendered(one), 'units/001.html'));
    expect(byClass(only, 'pager').flatMap((nav) => byName(nav, 'a'))).toEqual([]);
  });
});

/** A link that a unit gave as evidence and chose for the public. */
function isEvidenceLink({ name, attributes }: Element): boolean {
  return name === 'a' && (attributes.rel ?? '').split(' ').includes('external');
}
