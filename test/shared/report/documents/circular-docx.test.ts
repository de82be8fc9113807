import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultCircularTemplate } from '../../../../shared/domain/circular/circular-template.ts';
import { itemsOf } from '../../../../shared/domain/rubric/rubric.ts';
import { circularDocx } from '../../../../shared/report/circular/circular-docx.ts';
import { ReportModel } from '../../../../shared/report/model.ts';
import { showCount, showPoints } from '../../../../shared/report/show.ts';
import { className } from '../../../../shared/report/words.ts';
import { readDocx } from '../../../support/read-docx.ts';
import { readPdf } from '../../../support/read-pdf.ts';
import { hostileTexts, rareCharacters } from '../hostile.ts';
import { sampleInput, sampleKeyId } from '../sample.ts';

const input = sampleInput();
const { result } = input;
const bytes = circularDocx(new ReportModel(input), defaultCircularTemplate);
const { paragraphs, tables, xml } = readDocx(bytes);
const texts = paragraphs.map(({ text }) => text).filter((text) => text !== '');
const city = (unit: (typeof result.units)[number]) =>
  unit.effects.find(({ code }) => code === 'city-deduction')?.points ?? '0';

const note = texts.find((text) => text.startsWith('（本通报的电子文件')) ?? '';

describe('what the circular says', () => {
  it('stands in the fixed order: mark, number, title, addressee, five sections, attachments, issuer, date', () => {
    const order = [
      '大英县人民政府办公室文件',
      '政务公开通报〔2019〕　号',
      '各参评单位：',
      '一、考核开展情况',
      '二、考核结果',
      '三、好的方面',
      '四、存在的问题',
      '五、下一步要求',
      '附件：1．参评单位总排名',
      '大英县人民政府办公室',
      '2019年1月15日',
      note,
      '附件1',
      '附件2',
      '附件3',
      '附件4',
    ].map((text) => texts.indexOf(text));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((left, right) => left - right));
  });

  it('names the signing key under its date, in groups of four that people can compare on paper', () => {
    expect(note).toContain(sampleKeyId.match(/.{4}/g)!.join(' '));
    expect(note).toContain('核验本报告');
  });

  it('says that it is a demonstration, under its title', () => {
    expect(texts).toContain('（演示数据，不反映任何单位的真实情况）');
  });

  it('names the figures of the result', () => {
    const whole = texts.join('\n');
    const mean = (
      result.units.reduce((sum, { total }) => sum + Math.round(Number(total) * 1e4), 0) /
      result.units.length /
      1e4
    ).toFixed(2);
    expect(whole).toContain(
      `平均分为${Number(mean)}分，最高${showPoints(result.units[0]!.total)}分，最低${showPoints(result.units.at(-1)!.total)}分`,
    );
    for (const each of result.classes)
      expect(whole).toContain(`${className(each.class)}平均${showPoints(each.mean)}分`);
  });

  it('praises, class by class, who is high enough; nobody with an incident or a failure', () => {
    const praised = texts.filter((text) => /^(部门|乡镇|园区|社区)（\d+个）：/.test(text)).join('');
    for (const unit of result.units) {
      const places = new Map(Object.entries(defaultCircularTemplate.praise.places));
      const high = unit.classRank <= places.get(unit.class)!;
      const spotless = unit.failed === null && unit.effects.every(({ code }) => code === 'city-deduction');
      expect([unit.name, praised.includes(unit.name)]).toEqual([unit.name, high && spotless]);
    }
  });
});

describe('the score tables', () => {
  const items = input.rubric.schemes.flatMap((scheme) => itemsOf(scheme));

  it('ranks as the result does, cell by cell', () => {
    expect(tables[0]!.slice(1)).toEqual(
      result.units.map((unit) => [
        String(unit.rank),
        unit.name,
        className(unit.class),
        showPoints(unit.total),
        ...unit.parts.map(({ points }) => showPoints(points)),
        showPoints(city(unit)),
      ]),
    );
  });

  it('ranks inside each class', () => {
    const classes = new ReportModel(input).classes;
    expect(tables.slice(1, 1 + classes.length).map((table) => table.slice(1))).toEqual(
      classes.map(({ members }) =>
        members.map((unit) => [
          String(unit.classRank),
          unit.name,
          String(unit.rank),
          showPoints(unit.total),
          ...unit.parts.map(({ points }) => showPoints(points)),
          showPoints(city(unit)),
        ]),
      ),
    );
  });

  it('gives every item of every unit its points', () => {
    const found = new Map<string, Map<string, string>>();
    for (const [head, ...rows] of tables.filter(([first]) => first![0] === '单位'))
      for (const row of rows)
        row.forEach((cell, at) => {
          const unit = found.get(row[0]!) ?? new Map<string, string>();
          found.set(row[0]!, unit.set(head![at]!, cell));
        });
    for (const unit of result.units)
      expect(items.map(({ code }) => found.get(unit.name)!.get(code))).toEqual(
        items.map(({ code }) => showPoints(unit.items.find((each) => each.code === code)!.points)),
      );
  });

  it('shows how each target was met', () => {
    const table = tables.find(([head]) => head!.includes('目标任务'))!;
    expect(table.slice(1)).toEqual(
      input.inputs.units.map((unit) => [
        String(unit.order),
        unit.name,
        className(unit.class),
        showCount(unit.target),
        showCount(unit.measures.register!.registered),
        showCount(unit.measures.register!.count),
      ]),
    );
  });
});

describe('the sheet of GB/T 9704-2012, in twentieths of a point', () => {
  const sections = [...xml.matchAll(/<w:sectPr>.*?<\/w:sectPr>/g)].map(([each]) => each);
  const number = (text: string, name: string) => Number(new RegExp(`w:${name}="(-?\\d+)"`).exec(text)![1]);
  const millimetres = (twentieths: number) => (twentieths * 25.4) / 1440;

  it('is A4 with 37 mm above, 28 mm to the left, and a type area of 156 × 225 mm, in every section', () => {
    for (const section of sections) {
      const [width, height] = [number(section, 'w'), number(section, 'h')];
      const margin = /<w:pgMar[^>]*>/.exec(section)![0];
      const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map((side) =>
        number(margin, side),
      );
      expect(millimetres(width)).toBeCloseTo(210, 1);
      expect(millimetres(height)).toBeCloseTo(297, 1);
      expect(Math.abs(millimetres(top!) - 37)).toBeLessThan(0.1);
      expect(Math.abs(millimetres(left!) - 28)).toBeLessThan(0.1);
      expect(Math.abs(millimetres(width - left! - right!) - 156)).toBeLessThan(0.15);
      expect(Math.abs(millimetres(height - top! - bottom!) - 225)).toBeLessThan(0.15);
    }
  });

  it('has room for 22 lines and 28 characters: neither one fewer nor one more', () => {
    const margin = /<w:pgMar[^>]*>/.exec(sections[0]!)![0];
    const area = 16838 - number(margin, 'top') - number(margin, 'bottom');
    const width = 11906 - number(margin, 'left') - number(margin, 'right');
    const body = [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*2018年度政务公开考核已经结束.*?<\/w:p>/g)][0]![0];
    const line = number(body, 'line');
    const pitch =
      Number(/<w:sz w:val="(\d+)"/.exec(body)![1]) * 10 + Number(/<w:spacing w:val="(-?\d+)"/.exec(body)![1]);
    expect(body).toContain('w:lineRule="exact"');
    expect(Math.floor(area / line)).toBe(22);
    expect(Math.floor(width / pitch)).toBe(28);
    expect(line / 20).toBeCloseTo(28.99, 1);
    expect(Math.abs(pitch / 20 - 15.79)).toBeLessThan(0.05);
    expect(number(body, 'firstLine')).toBe(pitch * 2);
  });

  it('sets the body in 三号仿宋, the title in 二号小标宋, headings in 黑体, numbers of pages in 四号宋体', () => {
    const looks = (text: string) => {
      const run = new RegExp(`<w:r>(?:(?!</w:r>).)*>${text}`).exec(xml)![0];
      return [
        /w:eastAsia="([^"]+)"/.exec(run.slice(run.lastIndexOf('<w:r>')))![1],
        Number(/<w:sz w:val="(\d+)"/.exec(run.slice(run.lastIndexOf('<w:r>')))![1]) / 2,
      ];
    };
    expect(looks('各参评单位：')).toEqual(['仿宋_GB2312', 16]);
    expect(looks('大英县人民政府办公室关于')).toEqual(['方正小标宋简体', 22]);
    expect(looks('一、考核开展情况')).toEqual(['黑体', 16]);
    const files = unzipSync(bytes);
    for (const [name, side] of [
      ['word/footer-odd.xml', 'right'],
      ['word/footer-even.xml', 'left'],
    ] as const) {
      const footer = strFromU8(files[name]!);
      expect(footer).toContain(`<w:jc w:val="${side}"/>`);
      expect(footer).toContain('w:eastAsia="宋体"');
      expect(footer).toContain('— ');
    }
    expect(strFromU8(files['word/settings.xml']!)).toContain('<w:evenAndOddHeaders/>');
    expect(strFromU8(files['word/fontTable.xml']!)).toMatch(
      /w:name="仿宋_GB2312"><w:altName w:val="[^"]*FangSong/,
    );
  });

  it('has a red mark and a red rule under the number', () => {
    expect(xml.match(/w:color="E60012"/g)).toHaveLength(1);
    expect(xml).toMatch(/<w:color w:val="E60012"\/>(?:(?!<w:r>).)*大英县人民政府办公室文件/);
  });
});

it('is the same bytes for the same result', () => {
  expect(circularDocx(new ReportModel(sampleInput()), defaultCircularTemplate)).toEqual(bytes);
});

it('hands hostile names back as they were typed: no formula, no markup, no turned direction, 500 rare characters', () => {
  const hostile = sampleInput({ texts: [rareCharacters, ...hostileTexts] });
  const read = readDocx(circularDocx(new ReportModel(hostile), defaultCircularTemplate));
  // XML cannot hold a non-character, and Word counts a carriage return as a line's end.
  const kept = (text: string) => text.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/\r\n?/g, '\n');
  expect(read.tables[0]!.slice(1).map((row) => row[1])).toEqual(
    hostile.result.units.map(({ name }) => kept(name)),
  );
});

const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(
  (each) => existsSync(each),
);

if (soffice === undefined) {
  it('without LibreOffice here, its measures are those that its XML states', () => {
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="580"/>');
  });
} else {
  it('converted by LibreOffice: A4 pages of 22 lines of 28 characters, each attachment on its own page', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-circular-'));
    try {
      // A text that fills pages: each line of it is as long as the sheet lets it be.
      const { sections } = defaultCircularTemplate;
      const next = { ...sections.next, paragraphs: ['国'.repeat(28 * 60)] };
      const long = { ...defaultCircularTemplate, sections: { ...sections, next } };
      writeFileSync(path.join(folder, 'circular.docx'), circularDocx(new ReportModel(input), long));
      execFileSync(
        soffice,
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          'circular.docx',
        ],
        { cwd: folder, stdio: 'ignore', timeout: 150_000 },
      );
      const pdf = await readPdf(readFileSync(path.join(folder, 'circular.pdf')));
      for (const [width, height] of pdf.sizes) {
        expect(Math.abs(width - 595.28)).toBeLessThan(0.5);
        expect(Math.abs(height - 841.89)).toBeLessThan(0.5);
      }
      const first = pdf.pages.findIndex((text) => text.includes('附件1') || /附件\s*1/.test(text));
      expect(first).toBeGreaterThan(1);
      expect(pdf.pages[first]).not.toContain('五、下一步要求');
      const pagesOf = [1, 2, 3, 4].map((number) =>
        pdf.pages.findIndex((text, at) => at >= first && new RegExp(`^附件\\s*${number}`).test(text.trim())),
      );
      expect(new Set(pagesOf).size).toBe(4);
      expect(pagesOf).not.toContain(-1);
      const full = pdf.lines.find(
        (lines) => lines.filter((line) => /^国+$/.test(line)).length === lines.length - 1,
      );
      expect(full?.filter((line) => line.startsWith('国')).map((line) => line.length)).toEqual(
        Array.from({ length: 22 }, () => 28),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
}
