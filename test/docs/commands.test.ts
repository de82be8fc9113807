import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { readOptions } from '../../infra/local/start-options.ts';
import { itemsOf, rubric, rule } from '../../shared/domain/rubric/rubric.ts';
import { readDocument } from '../../shared/formats/read-document.ts';

/** What the documents tell people to type and to open is there. */
const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = globSync(['README*.md', 'CHANGELOG.md', 'docs/**/*.md', 'infra/**/*.md'], {
  cwd: root,
}).sort();
const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const fences = /^```(\w*)\n(.*?)^```$/gms;

/** What stands in fenced blocks and between backticks. */
function typed(file: string): string[] {
  const text = read(file);
  const blocks = [...text.matchAll(fences)].flatMap(([, , block = '']) => block.split('\n'));
  const inline = [...text.replace(fences, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...inline].map((line) => line.trim());
}

/** Commands, each once, in the order of the alphabet. */
function commands(...files: string[]): string[] {
  return [...new Set(files.flatMap(typed).filter((line) => /^(npm|npx|node) /.test(line)))].sort();
}

/** Targets of links and pictures that lie in the project, without the place on the page. */
function links(file: string): string[] {
  const text = read(file).replace(fences, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

/** A command's arguments after `--`, with something fitting in place of what the reader is to put in. */
function argumentsOf(command: string): string[] {
  const [, rest = ''] = command.split(' -- ');
  return rest.split(' ').map((word) => (word === 'N' ? '8018' : word));
}

const all = commands(...documents);
const beginning = (start: string) =>
  all.filter((command) => command === start || command.startsWith(`${start} `));

test('the search finds the documents and their commands: empty lists would pass every rule', () => {
  expect(documents).toEqual(
    expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/deploy.md', 'docs/rubric-format.md']),
  );
  expect(beginning('npm start').length).toBeGreaterThan(6);
  expect(beginning('npm run').length).toBeGreaterThan(4);
});

test('every script that a document tells to run is in package.json', () => {
  const scripts = Object.keys(manifest.parse(JSON.parse(read('package.json'))).scripts);
  const named = all
    .filter((command) => command.startsWith('npm '))
    .map((command) => /^npm (?:run )?(?:-s )?(\S+)/.exec(command)?.[1]);
  expect(named.filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
});

test.each(beginning('npm start').filter((command) => command.includes(' -- ')))(
  'npm start understands what the documents say: %s',
  (command) => {
    expect(() => readOptions(argumentsOf(command), root)).not.toThrow();
  },
);

test('the README names every flag that npm start has, so that nobody need look for one', () => {
  const flags = read('infra/local/start-options.ts')
    .match(/^ {2}--[a-z]+/gm)
    ?.map((flag) => flag.trim());
  const named = commands('README.md').flatMap(
    (command) => command.match(/^npm start -- (--[a-z]+)/)?.[1] ?? [],
  );
  expect(named.sort()).toEqual(flags?.sort());
});

test.each(beginning('npm run -s schema'))('%s prints a JSON Schema', (command) => {
  const done = run('functions/cli/schema.ts', argumentsOf(command));
  expect(done.stderr).toBe('');
  expect(JSON.parse(done.stdout)).toHaveProperty('$schema');
});

test.each(beginning('npm run -s score'))('score knows the flags of %s', (command) => {
  const args = argumentsOf(command).map((word) => (word.startsWith('--') ? word : 'no-such-file'));
  // It gets as far as opening the file: a flag that it does not know would stop it before.
  expect(run('functions/cli/score.ts', args).stderr).toMatch(/^no-such-file 读不出来/);
});

test.each(beginning('npx cdk deploy'))('%s names an installation that there is', (command) => {
  const named = /-c installation=(\S+)/.exec(command)?.[1];
  expect(read('infra/config.ts')).toMatch(new RegExp(`^ {2}${named}: \\{$`, 'm'));
});

test.each(documents)('%s links to nothing that is not there', (file) => {
  const missing = links(file).filter((target) => !existsSync(path.join(root, path.dirname(file), target)));
  expect(missing).toEqual([]);
});

test('the README and its Chinese twin say the same commands, in the same order, and lead to the same places', () => {
  const twins = ['README.md', 'README.zh-CN.md'];
  const [english, chinese] = twins.map((file) => ({
    commands: typed(file).filter((line) => /^(npm|npx|node) /.test(line)),
    links: links(file).filter((target) => !twins.includes(target)),
    variables: read(file).match(/`[A-Z][A-Z_]{5,}`/g),
  }));
  expect(chinese).toEqual(english);
});

test('the example of the rubric format is a rubric without faults, with every kind of rule in it', () => {
  const [example] = [...read('docs/rubric-format.md').matchAll(fences)].filter(([, kind]) => kind === 'yaml');
  const found = readDocument(example?.[2] ?? '', rubric);
  expect(found).toMatchObject({ ok: true });
  const kinds =
    found.ok &&
    new Set(found.value.schemes.flatMap((scheme) => itemsOf(scheme).map((item) => item.rule.kind)));
  expect(kinds).toEqual(new Set(rule.def.options.map(({ shape }) => shape.kind.def.values[0])));
});

function run(script: string, args: readonly string[]) {
  return spawnSync(process.execPath, [path.join(root, script), ...args], {
    encoding: 'utf8',
    timeout: 15_000,
  });
}
