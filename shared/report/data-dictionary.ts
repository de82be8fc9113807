import * as z from 'zod/mini';
import { rubric } from '../domain/rubric/rubric.ts';
import { inputs } from '../domain/scoring/inputs.ts';
import { result } from '../domain/scoring/result.ts';
import { toCanonicalJson } from '../domain/scoring/canonical-json.ts';
import type { Bilingual } from '../domain/values.ts';
import type { ReportModel } from './model.ts';
import type { ReportFile } from './report-input.ts';
import { reportData } from './report-json.ts';
import { evidenceColumns } from './evidence-csv.ts';
import { itemsColumns, rankingColumns, type OpenColumn } from './tables.ts';

/** A field of a data file: where it stands in the file, what may stand in it, and what it says. */
export type DictionaryField = Readonly<{ name: string; type: string; about: Bilingual }>;

/**
 * A data file with its fields, and where its schema lies: a JSON Schema, which says everything below the first level, or for CSV a
 * Table Schema.
 */
export type DictionaryFile = Readonly<{
  path: string;
  about: Bilingual;
  schema: string;
  fields: readonly DictionaryField[];
}>;

const documents = {
  'report.json': reportData,
  'result.json': result,
  'inputs.json': inputs,
  'rubric.json': rubric,
};

/** The data files of a report. CSV fields are read from the columns that are written, so the two cannot part. */
export function dataDictionary(model: ReportModel): readonly DictionaryFile[] {
  const csv = (
    path: string,
    about: Bilingual,
    columns: readonly Pick<OpenColumn<never>, 'name' | 'kind' | 'about'>[],
  ): DictionaryFile => ({
    path,
    about,
    schema: schemaPath(path),
    fields: columns.map(({ name, kind, about: of }) => ({ name, type: kind, about: of })),
  });
  const json = (path: keyof typeof documents, about: Bilingual): DictionaryFile => ({
    path,
    about,
    schema: schemaPath(path),
    fields: path === 'report.json' ? fieldsOf(reportData) : [],
  });
  return [
    csv(
      'ranking.csv',
      { zh: '排名：每个单位一行', en: 'The ranking: a line for each unit' },
      rankingColumns(model),
    ),
    csv(
      'items.csv',
      { zh: '逐项得分：每个单位的每个评分项一行', en: 'A line for each item of each unit' },
      itemsColumns,
    ),
    csv(
      'evidence.csv',
      {
        zh: '公开的佐证材料：每个网址、每个文件一行',
        en: 'Evidence made public: a line for each link and each file',
      },
      evidenceColumns,
    ),
    json('report.json', { zh: '本报告的数据', en: 'What the report shows' }),
    json('result.json', {
      zh: '评分结果：每项的依据、步骤和理由',
      en: 'Every item with its inputs, steps and reason',
    }),
    json('inputs.json', { zh: '评分依据：冻结的数据', en: 'The frozen inputs that were scored' }),
    json('rubric.json', { zh: '评分办法', en: 'The rubric' }),
  ];
}

/** The dictionary for programs, and the schema of each file, as files of the report. */
export function dictionaryFiles(model: ReportModel): readonly ReportFile[] {
  const contentType = 'application/json';
  const dictionary = dataDictionary(model);
  return [
    {
      path: 'dictionary.json',
      contentType,
      body: toCanonicalJson({
        format: 'biaochi-dictionary/1',
        licence: model.input.licence,
        files: dictionary,
      }),
    },
    ...Object.entries(documents).map(([path, schema]) => ({
      path: schemaPath(path),
      contentType,
      body: `${JSON.stringify({ title: path, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`,
    })),
    ...dictionary
      .filter(({ path }) => path.endsWith('.csv'))
      .map((file) => ({ path: file.schema, contentType, body: tableSchema(file) })),
  ];
}

/** A CSV file's fields as a Table Schema (Data Package v2), which programs check tables with. */
function tableSchema({ path, fields }: DictionaryFile): string {
  const schema = {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    title: path,
    fields: fields.map(({ name, type, about }) => ({
      name,
      type: type === 'number' ? 'number' : 'string',
      description: `${about.zh} · ${about.en}`,
    })),
    missingValues: [''],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function schemaPath(path: string): string {
  return `schemas/${path.replace('.json', '.schema.json').replace('.csv', '.table.json')}`;
}

/** The fields that a schema describes, the ones inside lists as `units[].total`. */
function fieldsOf(of: typeof reportData): DictionaryField[] {
  const { units, ...shape } = of.shape;
  const field = (name: string, schema: z.ZodMiniType): DictionaryField => {
    const [zh = '', en = ''] = (z.globalRegistry.get(schema)?.description ?? '').split(' · ');
    return { name, type: typeOf(schema), about: { zh, en } };
  };
  return [
    ...Object.entries(shape).map(([name, schema]) => field(name, schema)),
    field('units', units),
    ...Object.entries(units.def.element.shape).map(([name, schema]) => field(`units[].${name}`, schema)),
  ];
}

const jsonType = z.looseObject({
  type: z.optional(z.string()),
  anyOf: z.optional(z.array(z.looseObject({ type: z.optional(z.string()) }))),
});

function typeOf(schema: z.ZodMiniType): string {
  const { type, anyOf } = jsonType.parse(z.toJSONSchema(schema));
  return type ?? (anyOf ?? []).flatMap((each) => each.type ?? []).join(' | ');
}
