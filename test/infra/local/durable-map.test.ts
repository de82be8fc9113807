import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openDurableMap } from '../../../infra/local/durable-map.ts';
import { temporaryFolder } from './fixture/temporary-folder.ts';

const fileIn = (folder: string) => path.join(folder, 'map.jsonl');
const open = (file: string) => openDurableMap(file, z.strictObject({ n: z.int() }));
const kept = (file: string) => {
  const map = open(file);
  const entries = [...map.entries()];
  map.close();
  return entries;
};

describe('what was set is there again', () => {
  test('without having been closed, as after kill -9, in the order of setting', () => {
    const file = fileIn(temporaryFolder());
    const map = open(file);
    map.set('b', { n: 1 });
    map.set('a', { n: 2 });
    map.set('b', { n: 3 });
    map.set('gone', { n: 4 });
    map.delete('gone');
    map.delete('never there');
    expect(kept(file)).toEqual([
      ['b', { n: 3 }],
      ['a', { n: 2 }],
    ]);
    map.close();
  });

  test('minus a last line that was cut off: nobody was told that it is kept', () => {
    const file = fileIn(temporaryFolder());
    const map = open(file);
    map.set('标', { n: 1 });
    map.close();
    appendFileSync(file, '{"key":"尺","val');
    const again = open(file);
    again.set('c', { n: 3 });
    again.close();
    expect(kept(file)).toEqual([
      ['标', { n: 1 }],
      ['c', { n: 3 }],
    ]);
  });

  test('and the file does not grow with every change for ever', () => {
    const file = fileIn(temporaryFolder());
    const map = open(file);
    for (let n = 0; n < 25_000; n += 1) map.set('counter', { n });
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(10_010);
    map.close();
    expect(kept(file)).toEqual([['counter', { n: 24_999 }]]);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

describe('refusals', () => {
  test.each(['not json\n', '{"key":"a","value":{"n":"text"}}\n', '{"value":{"n":1}}\n'])(
    'a line that this map cannot have written (%j) stops the start, naming file and line',
    (line) => {
      const file = fileIn(temporaryFolder());
      writeFileSync(file, `{"key":"a","value":{"n":1}}\n${line}`);
      expect(() => open(file)).toThrow(expect.objectContaining({ code: 'data-folder-damaged' }));
      expect(() => open(file)).toThrow(`${file} is damaged at line 2`);
    },
  );

  test('nothing is written any more once it is closed, and closing twice is harmless', () => {
    const file = fileIn(temporaryFolder());
    const map = open(file);
    map.close();
    map.close();
    expect(() => map.set('a', { n: 1 })).toThrow('is closed');
    expect(kept(file)).toEqual([]);
  });

  test('a folder in the place of the file is no map', () => {
    expect(() => open(temporaryFolder())).toThrow('EISDIR');
  });
});
