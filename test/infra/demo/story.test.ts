import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forEachOf, readProgress, StoryProgress } from '../../../infra/demo/story.ts';
import { readOptions } from '../../../infra/local/start-options.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'biaochi-story-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the demonstration’s progress', () => {
  test('a later start knows what was done, and goes on with the seed the year was begun with', async () => {
    const file = path.join(dir, 'demonstration.json');
    await new StoryProgress(file, 'first').finish('register-1');
    const later = new StoryProgress(file, 'second');
    expect([later.seed, later.isDone('register-1'), later.isDone('register-2')]).toEqual([
      'first',
      true,
      false,
    ]);
  });

  test('a folder without one has none; a damaged one is told with what to do', () => {
    const file = path.join(dir, 'demonstration.json');
    expect(readProgress(file)).toBeNull();
    for (const text of ['', '{', '{"seed":1}']) {
      writeFileSync(file, text);
      expect(() => readProgress(file)).toThrow('--fresh');
    }
  });

  test('a few people act at a time, each once, and the first failure ends it', async () => {
    const seen: number[] = [];
    await forEachOf(
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      () => undefined,
      async (item) => void seen.push(item),
    );
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await expect(
      forEachOf(
        [1],
        () => undefined,
        () => Promise.reject(new Error('no')),
      ),
    ).rejects.toThrow('no');
  });
});

describe('the flags of npm start', () => {
  test('without any, the documented defaults hold', () => {
    expect(readOptions([], '/home/clerk')).toMatchObject({
      port: 8018,
      dataDir: '/home/clerk/.biaochi',
      once: false,
      empty: false,
      fresh: false,
    });
  });

  test.each([
    [['--port', '0'], '--port'],
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--empty', '--once'], '--empty'],
    [['--bogus'], '--help'],
    [['loose'], '--help'],
  ])('%j is refused with a line that names %s', (args, named) => {
    expect(() => readOptions(args, '/')).toThrow(named);
  });
});
