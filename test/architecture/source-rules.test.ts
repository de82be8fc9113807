import { globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as settings from '../../shared/contracts/function-settings.ts';
import { functionSettings } from '../../shared/contracts/functions.ts';

/** Rules of the source that no lint rule states. */
const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const filesIn = (...patterns: string[]) => globSync(patterns, { cwd: root }).sort();
const parsed = (file: string) => ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);

function nodesOf(file: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return nodes;
}

/** Lines that are not blank and no comment. */
function codeLines(file: string): number {
  const source = parsed(file);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (
      node.getChildCount(source) === 0 &&
      node.getWidth(source) > 0 &&
      node.kind !== ts.SyntaxKind.EndOfFileToken
    ) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return lines.size;
}

const source = filesIn('shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts');
const compositions = filesIn('functions/*/index.ts');
const handlers = filesIn('functions/*/handler.ts');

test('the search finds the source: an empty list would pass every rule', () => {
  expect(source.length).toBeGreaterThan(100);
  expect(handlers.length).toBeGreaterThan(15);
});

test('middy is called in the middleware folder only, and nothing else imports it', () => {
  const calls = filesIn('{shared,functions,infra}/**/*.ts').filter((file) =>
    nodesOf(file).some(
      (node) =>
        (ts.isCallExpression(node) && node.expression.getText() === 'middy') ||
        (ts.isImportDeclaration(node) && /^['"]@middy\//.test(node.moduleSpecifier.getText())),
    ),
  );
  expect(calls).toEqual([
    'functions/middleware/event.ts',
    'functions/middleware/http.ts',
    'functions/middleware/task.ts',
  ]);
});

test('the calendar of holidays is read in one file: whoever counts days is handed a calendar', () => {
  const readers = filesIn('{shared,functions,infra}/**/*.ts').filter((file) =>
    nodesOf(file).some(
      (node) => ts.isImportDeclaration(node) && node.moduleSpecifier.getText().includes('chinese-days'),
    ),
  );
  expect(readers).toEqual(['shared/formats/state-council-calendar.ts']);
});

test('schemas are written with zod/mini alone: one with methods would carry all of them into every function', () => {
  const all = filesIn('*.ts', '{shared,functions,infra,test}/**/*.ts', 'web/src/**/*.{ts,tsx}');
  const imports = all.flatMap((file) =>
    [...read(file).matchAll(/from '(zod[^']*)'/g)].map(([, from = '']) => ({ file, from })),
  );
  expect(imports.length).toBeGreaterThan(200);
  expect(imports.filter(({ from }) => from !== 'zod/mini')).toEqual([]);
});

test('the process environment is read in one file under functions and in none under shared', () => {
  const readers = filesIn('{shared,functions}/**/*.ts').filter((file) =>
    nodesOf(file).some(
      (node) =>
        (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env') ||
        (ts.isImportDeclaration(node) && /['"](node:)?process['"]/.test(node.moduleSpecifier.getText())),
    ),
  );
  expect(readers.filter((file) => !file.startsWith('functions/cli/'))).toEqual([
    'functions/adapters/environment.ts',
  ]);
});

test('every function of the contract has its folder, with a composition and a handler, and no folder is left over', () => {
  const named = Object.keys(functionSettings).sort();
  expect(compositions.map((file) => path.basename(path.dirname(file))).sort()).toEqual(named);
  expect(handlers.map((file) => path.basename(path.dirname(file))).sort()).toEqual(named);
});

describe.each(compositions)('%s', (file) => {
  test('composes and decides nothing: whatever it decided no test would see', () => {
    const decisions = nodesOf(file).filter(
      (node) =>
        ts.isIfStatement(node) ||
        ts.isConditionalExpression(node) ||
        ts.isSwitchStatement(node) ||
        ts.isTryStatement(node) ||
        ts.isIterationStatement(node, false) ||
        ts.isFunctionLike(node) ||
        (ts.isBinaryExpression(node) && /^(\?\?|\|\||&&)$/.test(node.operatorToken.getText())),
    );
    expect(decisions.map((node) => node.getText())).toEqual([]);
  });

  test('has at most six statements after its imports', () => {
    const own = parsed(file).statements.filter((statement) => !ts.isImportDeclaration(statement));
    expect(own.length).toBeLessThanOrEqual(6);
  });

  test('reads the settings of its own function', () => {
    const own = path.basename(path.dirname(file));
    const name = own.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(read(file)).toContain(`settingsOf(${name})`);
    expect(Object.entries(settings).find(([each]) => each === name)?.[1]).toBe(
      Object.entries(functionSettings).find(([each]) => each === own)?.[1],
    );
  });
});

test.each(handlers)('%s has at most 60 lines of code: it parses, authorises, calls one use case', (file) => {
  expect(codeLines(file)).toBeLessThanOrEqual(60);
});

test('no casts but `as const`, no `any`, and no rule or type error switched off, anywhere in the source', () => {
  const faults = source.flatMap((file) => {
    const casts = nodesOf(file).filter(
      (node) =>
        (ts.isAsExpression(node) && node.type.getText() !== 'const') ||
        ts.isTypeAssertionExpression(node) ||
        ts.isNonNullExpression(node) ||
        node.kind === ts.SyntaxKind.AnyKeyword,
    );
    const off = /@ts-(ignore|nocheck|expect-error)|eslint-disable(?!.*--)/.exec(read(file));
    return [
      ...casts.map((node) => `${file}: ${node.getText()}`),
      ...(off === null ? [] : [`${file}: ${off[0]}`]),
    ];
  });
  expect(faults).toEqual([]);
});

test('text never becomes a program or markup: no eval, no Function from a string, no HTML put into a page by script', () => {
  const everything = filesIn('{shared,functions,infra,web}/**/*.{ts,tsx,mjs}').filter(
    (file) => !file.includes('node_modules'),
  );
  expect(everything.length).toBeGreaterThan(source.length);
  const found = everything.filter((file) =>
    /\beval\(|new Function\(|dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/.test(
      read(file),
    ),
  );
  expect(found).toEqual([]);
});

test('no function starts a program: what people write can reach no shell', () => {
  const found = filesIn('{shared,functions}/**/*.{ts,mjs}').filter((file) =>
    read(file).includes('child_process'),
  );
  expect(found).toEqual([]);
});

test('nothing under functions or shared asks where it runs', () => {
  const asking = filesIn('{shared,functions}/**/*.ts').filter((file) =>
    /AWS_ENDPOINT_URL|isLocal|NODE_ENV|localhost|127\.0\.0\.1/.test(read(file)),
  );
  expect(asking).toEqual([]);
});

test('file names are kebab-case', () => {
  const odd = filesIn('{shared,functions,infra,test}/**/*.ts').filter(
    (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.ts$/.test(path.basename(file)),
  );
  expect(odd).toEqual([]);
});

test('no test is skipped, focused or left for later: what is not run proves nothing', () => {
  const faults = filesIn('test/**/*.test.ts').flatMap((file) => {
    const found = nodesOf(file).filter(
      (node) =>
        ts.isPropertyAccessExpression(node) &&
        /^(test|it|describe)\.(only|skip|todo|fails)$/.test(node.getText()),
    );
    return found.map((node) => `${file}: ${node.getText()}`);
  });
  expect(faults).toEqual([]);
});

test('a function of the API takes the contracts of its own area: those of all routes would be a sixth of its bundle', () => {
  const answering = filesIn('functions/api-*/*.ts');
  expect(answering.length).toBeGreaterThan(16);
  const takesAll = answering.filter((file) => /import \{[^}]*\broutes\b[^}]*\} from/.test(read(file)));
  // The page that documents the API is made of all of them.
  expect(takesAll).toEqual(['functions/api-public/docs-page.ts']);
});

/** The owner's list, with the tools' own settings; what Git does not keep may lie there too. */
const topLevel = new Set([
  'infra',
  'functions',
  'shared',
  'test',
  'docs',
  'web',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'LICENSE',
  'eslint.config.mjs',
  'vitest.config.ts',
  'cdk.out',
  'dist',
  'coverage',
  'node_modules',
]);

test('the top level holds what the owner allows and nothing else', () => {
  const visible = readdirSync(root).filter((name) => !name.startsWith('.'));
  expect(visible.filter((name) => !topLevel.has(name) && !name.endsWith('.tsbuildinfo'))).toEqual([]);
});
