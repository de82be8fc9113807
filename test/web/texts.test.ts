import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { firstZh } from '../../web/src/texts/first-zh.ts';
import { en } from '../../web/src/texts/en.ts';
import { zh } from '../../web/src/texts/zh.ts';

/** The console's texts: complete in both languages, and each key once, whatever area it stands in. */

const catalogue = z.record(z.string(), z.record(z.string(), z.string()));
const folder = path.join(import.meta.dirname, '../../web/src/texts/zh');
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('no key stands in two areas, where one would silently replace the other', async () => {
  const keys = await Promise.all(
    readdirSync(folder).map(async (file) => {
      const found = catalogue.parse({ ...(await import(path.join(folder, file))) });
      return Object.values(found).flatMap((area) => Object.keys(area));
    }),
  );
  expect(keys.flat().length).toBeGreaterThan(100);
  expect(keys.flat().toSorted()).toEqual(Object.keys(zh).toSorted());
});

test('both languages fill in the same facts, so that no sentence loses one in translation', () => {
  const english = new Map<string, string>(Object.entries(en));
  for (const [key, text] of Object.entries(zh))
    expect(holes(english.get(key) ?? 'missing'), key).toEqual(holes(text));
});

test('no text is empty, and none of the English ones is Chinese by oversight', () => {
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)])
    expect(text.trim(), key).not.toBe('');
  const chinese = Object.entries(en).filter(
    ([key, text]) => key !== 'language' && /\p{Script=Han}/u.test(text),
  );
  expect(chinese).toEqual([]);
});

test('what stands around every screen and on a unit’s home uses first texts alone, or it would show nothing until the others come', () => {
  const source = path.join(import.meta.dirname, '../../web/src');
  // Words that are keys by chance, as names of queries.
  const byChance = ['units'];
  const wholly = new Set(Object.keys(zh).filter((key) => !byChance.includes(key)));
  const seen = new Set<string>();
  const missing: string[] = [];
  const walk = (file: string) => {
    if (seen.has(file) || file.includes('/texts/')) return;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [key = ''] of code.matchAll(/(?<=')\w+(?=')/g))
      if (wholly.has(key) && !(key in firstZh)) missing.push(`${path.relative(source, file)}: ${key}`);
    for (const [, to = ''] of code.matchAll(/^import[^;]*? from '(\.[^']+)'/gm)) {
      const target = path.resolve(path.dirname(file), to);
      if (target.startsWith(source) && /\.tsx?$/.test(target)) walk(target);
    }
  };
  for (const file of ['main.ts', 'app.tsx', 'session/front.tsx', 'session/join-screen.tsx'])
    walk(path.join(source, file));
  expect([...seen].map((file) => path.relative(source, file))).toContain('unit/home-page.tsx');
  // A text that is missing here belongs into texts/zh/menu.ts, layout.ts, common.ts or unit.ts.
  expect(missing).toEqual([]);
});
