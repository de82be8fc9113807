import { readFileSync, globSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { faultText, problemTexts } from '../../../shared/contracts/problem-texts.ts';
import { fillText } from '../../../shared/domain/fill-text.ts';
import { refusalStatus, statusOfCode } from '../../../shared/contracts/refusal-status.ts';
import { refusalCodes, type RefusalCode } from '../../../shared/domain/errors.ts';

const root = path.join(import.meta.dirname, '../../..');
const codes = Object.values(refusalCodes).flatMap((list): readonly RefusalCode[] => list);
const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');

test('no code is of two kinds: its status would be a matter of luck', () => {
  expect(new Set(codes).size).toBe(codes.length);
  for (const [kind, list] of Object.entries(refusalCodes)) {
    const status = Object.entries(refusalStatus).find(([each]) => each === kind)?.[1];
    for (const code of list) expect(statusOfCode(code)).toBe(status);
  }
});

describe.each(codes)('%s', (code) => {
  const { zh, en } = problemTexts[code];

  test('is a whole sentence in Chinese and one in English', () => {
    expect(zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^[A-Z“].*\.$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  test('every fact its sentences name is given wherever it is thrown', () => {
    const wanted = new Set([...placesIn(zh), ...placesIn(en)]);
    for (const thrown of throwsOf(code)) {
      if (thrown.facts === null) continue;
      for (const place of wanted)
        expect(thrown.facts, `${thrown.where} does not give {${place}}`).toContain(place);
    }
  });
});

test('the search for where refusals are thrown finds them', () => {
  const thrown = refusals.filter((each) => each.facts !== null);
  expect(thrown.length).toBeGreaterThan(40);
  expect(thrown.find((each) => each.code === 'window-closed')?.facts).toEqual([
    'opensOn',
    'closesOn',
    'today',
  ]);
});

test('a place that is not filled stays as it is, also one named like a method of objects', () => {
  expect(fillText('{a}{b}', { a: 1 })).toBe('1{b}');
  expect(faultText.zh).toMatch(/\p{Script=Han}/u);
});

type Thrown = Readonly<{ code: string; where: string; facts: readonly string[] | null }>;

/**
 * Every `refuse.kind('code', { facts })` of the source, read by the compiler. Facts that are not written out there
 * (load.ts hands its own on) are null here; those refusals are tried by the use cases' tests.
 */
const refusals: readonly Thrown[] = globSync('{shared,functions}/**/*.ts', { cwd: root }).flatMap((file) => {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      ts.isIdentifier(node.expression.expression) &&
      node.expression.expression.text === 'refuse'
    ) {
      const [code, facts] = node.arguments;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      if (code !== undefined && ts.isStringLiteral(code)) {
        found.push({ code: code.text, where: `${file}:${line + 1}`, facts: factsOf(facts) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

function factsOf(argument: ts.Expression | undefined): readonly string[] | null {
  if (argument === undefined) return [];
  if (!ts.isObjectLiteralExpression(argument)) return null;
  return argument.properties.flatMap((property) =>
    property.name !== undefined && ts.isIdentifier(property.name) ? [property.name.text] : [],
  );
}

function throwsOf(code: string): readonly Thrown[] {
  return refusals.filter((each) => each.code === code);
}
