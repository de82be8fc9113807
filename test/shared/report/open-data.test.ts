import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { score } from '../../../shared/domain/scoring/score.ts';
import { hostileTexts } from './hostile.ts';
import { byClass, byName, fileText, parseCsv, parseHtml, textOf } from './read-back.ts';
import { correctedInput, inputWithLastYear, rendered, sampleInput, sampleKeyId } from './sample.ts';

const input = inputWithLastYear();
const files = await rendered(input);
const hostile = await rendered(sampleInput({ texts: hostileTexts }));
const document = z.record(z.string(), z.unknown());
const reportFields = z.looseObject({ units: z.array(document) });
const field = z.object({ name: z.string(), about: z.object({ zh: z.string(), en: z.string() }) });
const tables = ['ranking.csv', 'items.csv', 'evidence.csv'];
const tableSchema = z.object({
  fields: z.array(z.object({ name: z.string(), type: z.enum(['string', 'number']) })),
});
const dictionary = z
  .object({ files: z.array(z.object({ path: z.string(), fields: z.array(field) })) })
  .parse(JSON.parse(fileText(files, 'dictionary.json')));

describe('open data', () => {
  it('keeps its field names, because readers’ programs go by them: new ones come last', () => {
    expect(parseCsv(fileText(files, 'ranking.csv'))[0]).toEqual(
      'rank class_rank unit name class target counted total raw_total part_A part_B part_C part_D city_deduction band failed effects last_year_total last_year_rank'.split(
        ' ',
      ),
    );
    expect(parseCsv(fileText(files, 'items.csv'))[0]).toEqual(
      'unit name item label rule points maximum bonus no_evidence reason raise raise_by'.split(' '),
    );
    expect(parseCsv(fileText(files, 'evidence.csv'))[0]).toEqual(
      'unit name item label piece title note kind url link_title content_type size sha256'.split(' '),
    );
    const report = reportFields.parse(JSON.parse(fileText(files, 'report.json')));
    expect(Object.keys(report).sort()).toEqual(
      'bodies cityDeductions classes cycle demonstration format from frozenAt issuer keyId licence publishedOn revision rubric schemes silentBodies targets title units window'.split(
        ' ',
      ),
    );
    expect(Object.keys(report.units[0]!).sort()).toEqual(
      'band cityDeduction class classRank counted effects failed lastYear name order page parts rank raw target total unit'.split(
        ' ',
      ),
    );
  });

  it.each([
    ['a year', sampleInput()],
    ['a year with one before it', input],
    ['a corrected year', correctedInput()],
    ['hostile texts', sampleInput({ texts: hostileTexts })],
  ] as const)('follows its published JSON Schemas in %s', async (_, of) => {
    const found = await rendered(of);
    // Formats say how a string is read; that strings are dates and numbers is held by the schemas' patterns.
    const ajv = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true });
    const documents = {
      report: reportFields.parse(JSON.parse(fileText(found, 'report.json'))),
      inputs: of.inputs,
      result: of.result,
      rubric: of.rubric,
    };
    for (const [name, written] of Object.entries(documents)) {
      const validate = ajv.compile(
        document.parse(JSON.parse(fileText(found, `schemas/${name}.schema.json`))),
      );
      const json = document.parse(JSON.parse(JSON.stringify(written)));
      expect(validate(json), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate({ ...json, surplus: 1 }), `${name} with a field that it does not know`).toBe(false);
    }
  });

  it.each([
    ['a year', files],
    ['hostile texts', hostile],
  ] as const)('follows its published Table Schemas in %s: every field, in order, of its type', (_, of) => {
    for (const path of tables) {
      const { fields } = tableSchema.parse(
        JSON.parse(fileText(of, `schemas/${path.replace('.csv', '.table.json')}`)),
      );
      const [names, ...rows] = parseCsv(fileText(of, path));
      expect(
        fields.map(({ name }) => name),
        path,
      ).toEqual(names);
      expect(rows.length, path).toBeGreaterThan(2);
      for (const row of rows) {
        expect(row, path).toHaveLength(fields.length);
        for (const [place, { name, type }] of fields.entries())
          if (type === 'number' && row[place] !== '') expect(row[place], name).toMatch(/^-?\d+(\.\d+)?$/);
      }
    }
  });

  it('describes every field of every table in both languages, for people and for programs', () => {
    const page = textOf(parseHtml(fileText(files, 'data.html')));
    for (const path of tables) {
      const described = dictionary.files.find((each) => each.path === path)!.fields;
      expect(described.map(({ name }) => name)).toEqual(parseCsv(fileText(files, path))[0]);
    }
    for (const { fields } of dictionary.files) {
      for (const { name, about } of fields) {
        expect(about.zh.length, name).toBeGreaterThan(1);
        expect(about.en.length, name).toBeGreaterThan(1);
        expect(page, name).toContain(about.zh);
      }
    }
    const report = reportFields.parse(JSON.parse(fileText(files, 'report.json')));
    const names = dictionary.files
      .find((each) => each.path === 'report.json')!
      .fields.map(({ name }) => name);
    expect(names.sort()).toEqual(
      [...Object.keys(report), ...Object.keys(report.units[0]!).map((name) => `units[].${name}`)].sort(),
    );
  });

  it('names the key that signs it, in groups that people can compare, and says how', () => {
    expect(JSON.parse(fileText(files, 'report.json'))).toMatchObject({ keyId: sampleKeyId });
    const groups = sampleKeyId.match(/.{4}/g)!.join(' ');
    for (const path of ['index.html', 'data.html']) {
      const page = parseHtml(fileText(files, path));
      expect(byClass(page, 'fingerprint').map(textOf), path).toEqual([groups]);
      const [block] = byClass(page, 'signing-key');
      expect(
        byName(block!, 'a').map(({ attributes }) => attributes.href),
        path,
      ).toContain('verify.html#key');
    }
  });

  it('claims no licence that the county has not chosen, and names the one it has', async () => {
    expect(fileText(files, 'data.html')).toContain('没有为这些数据选定专门的许可协议');
    expect(fileText(files, 'data.html')).not.toContain('rel="license"');
    const licence = { name: '县政务数据开放协议', url: 'https://www.example.gov.cn/licence' };
    const chosen = await rendered({ ...input, licence });
    expect(fileText(chosen, 'data.html')).toContain(
      '<a href="https://www.example.gov.cn/licence" rel="license">县政务数据开放协议</a>',
    );
    expect(JSON.parse(fileText(chosen, 'report.json'))).toMatchObject({ licence });
    expect(JSON.parse(fileText(chosen, 'dictionary.json'))).toMatchObject({ licence });
  });

  it('is enough to compute every point again', () => {
    expect(toCanonicalJson(score(input.rubric, input.inputs))).toBe(toCanonicalJson(input.result));
  });
});

describe('two renderings of the same result', () => {
  it('are the same bytes, file for file', async () => {
    const again = await rendered(inputWithLastYear());
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, body] of files)
      expect(Buffer.from(body).equals(Buffer.from(again.get(path)!)), path).toBe(true);
  });
});
