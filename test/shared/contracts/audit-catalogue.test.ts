import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as collections from '../../../shared/contracts/all-collections.ts';
import { streams } from '../../../shared/contracts/streams.ts';
import { personalFieldsOf } from '../../../shared/contracts/personal-fields.ts';
import { auditKinds } from '../../../shared/domain/audit/audit-kinds.ts';
import {
  recordNames,
  streamParts,
  trailAreaNames,
  trailAreas,
} from '../../../shared/domain/audit/audited-records.ts';
import { fieldNames, unshownFields } from '../../../shared/domain/audit/field-names.ts';
import { fieldWords } from '../../../shared/domain/audit/field-words.ts';

/** What is written without an audit entry, or is the chain itself. */
const notAudited = new Set([
  'audit-event',
  'audit-trail',
  'stream-head',
  'custody-progress',
  'import-headings',
  'link-check',
  'link-check-progress',
  'link-count',
  'office-figures',
  'rehearsal-clock',
  'run-failure',
  'run-progress',
  'run-task',
  'signed-to',
]);
const audited = Object.values(collections).filter(({ name }) => !notAudited.has(name));

const shape = z.object({
  properties: z.optional(z.record(z.string(), z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
});

const node = z.object({
  properties: z.optional(z.record(z.string(), z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
  items: z.optional(z.unknown()),
  additionalProperties: z.optional(z.unknown()),
  propertyNames: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  const: z.optional(z.unknown()),
});
/** A reason of the inspection is told in its own sentence; a regulation is named by its year. */
const toldOtherwise = new Set(['code', 'regulation']);

/** The names of a record's own fields, whatever its state. */
function fieldsOf(schema: unknown): string[] {
  const { properties = {}, anyOf = [], oneOf = [] } = shape.parse(schema);
  return [...new Set([...Object.keys(properties), ...[...anyOf, ...oneOf].flatMap(fieldsOf)])];
}

/** The names of all fields, at any depth. */
function allFieldsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(allFieldsOf);
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([name, value]: [string, unknown]) =>
    name === 'properties' && value !== null && typeof value === 'object'
      ? [...Object.keys(value), ...Object.values(value).flatMap(allFieldsOf)]
      : allFieldsOf(value),
  );
}

const jsonSchema = (schema: z.ZodMiniType) =>
  z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });

describe('the words of the trail', () => {
  test('every audited collection has a name for people', () => {
    expect(audited.map(({ name }) => name).filter((name) => !Object.hasOwn(recordNames, name))).toEqual([]);
  });

  test.each(audited)('every field of $name has a name for people, or says nothing to them', ({ schema }) => {
    const nameless = fieldsOf(jsonSchema(schema)).filter(
      (name) => !Object.hasOwn(fieldNames, name) && !unshownFields.has(name),
    );
    expect(nameless).toEqual([]);
  });

  // A rubric's versions are compared by words of their own (`rubric-words.ts`).
  test.each(audited.filter(({ name }) => name !== 'rubric'))(
    'whatever lies in a $name, at any depth, has a name, and each value of a few a word: nobody reads how it is stored',
    ({ schema }) => {
      const stored: string[] = [];
      const look = (of: unknown, at: readonly string[]): void => {
        const {
          properties = {},
          anyOf = [],
          oneOf = [],
          items,
          additionalProperties,
          propertyNames,
          ...few
        } = node.parse(of);
        const values = [...(few.enum ?? []), few.const].filter((each) => typeof each === 'string');
        const field = at.at(-1) ?? '';
        if (!toldOtherwise.has(field))
          stored.push(
            ...values
              .filter((each) => !Object.hasOwn(fieldWords, each))
              .map((each) => `${at.join('.')}: ${each}`),
          );
        for (const [name, inner] of Object.entries(properties)) {
          // A role says by itself what it is.
          if (unshownFields.has(name) || name === 'role') continue;
          if (!Object.hasOwn(fieldNames, name) && !Object.hasOwn(fieldWords, name))
            stored.push([...at, name].join('.'));
          look(inner, [...at, name]);
        }
        for (const inner of [...anyOf, ...oneOf, items, additionalProperties, propertyNames])
          if (typeof inner === 'object' && inner !== null) look(inner, at);
      };
      look(jsonSchema(schema), []);
      expect([...new Set(stored)]).toEqual([]);
    },
  );

  test('every kind is written somewhere: none is left over from something that is no more', () => {
    const source = globSync('shared/app/**/*.ts', { cwd: path.join(import.meta.dirname, '../../..') })
      .map((file) => readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8'))
      .join('\n');
    // `incident.confirm` and the like are put together from their two parts.
    const written = (kind: string) =>
      source.includes(`'${kind}'`) ||
      (/^(incident|city-deduction)\./.test(kind) && source.includes(`action: '${kind.split('.')[1] ?? ''}'`));
    expect(Object.keys(auditKinds).filter((kind) => !written(kind))).toEqual([]);
  });

  test('every stream says its area and whose it is', () => {
    const areas = Object.values(streams).map((stream) =>
      streamParts(typeof stream === 'string' ? stream : stream('2018', 'somebody')),
    );
    expect(new Set(areas.map((each) => each?.area))).toEqual(new Set(trailAreaNames));
    expect(Object.keys(trailAreas).sort()).toEqual([...trailAreaNames].sort());
    expect(streamParts('2018/unknown/x')).toBeNull();
  });
});

describe('personal data in the trail', () => {
  /** Names of fields that hold personal data or a secret wherever they stand. */
  const telling = /phone|mobile|^mail$|e-?mail$|applicant$|^qq$|secret$|token|wanted|^address$|idNumber/i;
  /** Named so, and nothing of the kind. */
  const harmless = new Set([
    // What a rubric wants of a unit.
    'rubric wanted',
  ]);

  test.each(audited)('$name: whatever sounds personal lies in a field that is masked', ({ name, schema }) => {
    const masked = new Set(personalFieldsOf(name));
    const telltale = fieldTree(jsonSchema(schema))
      .filter(({ own }) => !masked.has(own))
      .flatMap(({ own, all }) => [own, ...all])
      .filter((each) => telling.test(each) && !harmless.has(`${name} ${each}`));
    expect(telltale).toEqual([]);
  });

  test.each(audited)('$name: what is said to be masked is a field it has', ({ name, schema }) => {
    expect(fieldsOf(jsonSchema(schema))).toEqual(
      expect.arrayContaining(personalFieldsOf(name).map((each) => each.split('.')[0])),
    );
  });

  function fieldTree(schema: unknown): readonly Readonly<{ own: string; all: string[] }>[] {
    const { properties = {}, anyOf = [], oneOf = [] } = shape.parse(schema);
    const own = Object.entries(properties).map(([name, inner]) => ({ own: name, all: allFieldsOf(inner) }));
    return [...own, ...[...anyOf, ...oneOf].flatMap(fieldTree)];
  }
});
