import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
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
