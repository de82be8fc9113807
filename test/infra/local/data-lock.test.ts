import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockDataFolder } from '../../../infra/local/data-lock.ts';
import { markOf } from '../../../infra/local/process-mark.ts';
import { temporaryFolder } from './fixture/temporary-folder.ts';

const lockFile = (dir: string) => path.join(dir, 'runtime.lock');

test('two runtimes never use one folder: the second is told which process holds it', async () => {
  const dir = temporaryFolder();
  const lock = await lockDataFolder(dir);
  await expect(lockDataFolder(dir)).rejects.toMatchObject({ code: 'data-folder-in-use' });
  await expect(lockDataFolder(dir)).rejects.toThrow(`process ${process.pid}`);
  lock.release();
  (await lockDataFolder(dir)).release();
});

test.each<[string, string]>([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 30, started: 'long ago' })],
  ['of another process that had the same id', JSON.stringify({ pid: process.pid, started: 'long ago' })],
  ['cut off while it was written', '{"pid":12'],
])('a lock %s is taken over, as after kill -9', async (_, left) => {
  const dir = temporaryFolder();
  writeFileSync(lockFile(dir), left);
  const lock = await lockDataFolder(dir);
  expect(JSON.parse(readFileSync(lockFile(dir), 'utf8'))).toEqual(markOf(process.pid));
  lock.release();
});

test('a folder that cannot be made says so in one line', async () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(lockDataFolder(path.join(file, 'data'))).rejects.toThrow('ENOTDIR');
});
