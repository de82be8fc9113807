import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Rubric } from '../../shared/domain/rubric/rubric.ts';
import {
  printCellFaults,
  readRubricWorkbook,
  RubricTooLong,
  writeRubricWorkbook,
} from '../../shared/formats/rubric-workbook.ts';
import { boundedInflate } from '../adapters/inspection/bounded-inflate.ts';
import { readRubric, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run -s rubric:convert -- IN OUT`: a rubric from one of JSON, YAML and XLSX to another, by what the names end in.
 * Ends with 2 and every fault in its line or cell when there are any; then nothing is written.
 */
const usage = 'npm run -s rubric:convert -- IN OUT (.json, .yaml, .yml, .xlsx)';

const { positionals } = readArguments(usage, { allowPositionals: true });
const [from, to, ...others] = positionals;
if (from === undefined || to === undefined || others.length > 0) {
  stop(`请给出两个文件：转换前的和转换后的 / name two files, the one to read and the one to write. ${usage}`);
}
const write = writerFor(to);
const converted = await write(await read(from));
try {
  writeFileSync(to, converted);
} catch (error) {
  stop(`${to} 写不进去：${messageOf(error)} / cannot be written`);
}

async function read(file: string): Promise<Rubric> {
  switch (path.extname(file).toLowerCase()) {
    case '.json':
    case '.yaml':
    case '.yml':
      return readRubric(file);
    case '.xlsx': {
      const done = await readRubricWorkbook(bytesOf(file), boundedInflate);
      return done.ok ? done.value : stop(printCellFaults(file, done.faults).trimEnd());
    }
    default:
      return stop(unknownFormat(file));
  }
}

type Writer = (rubric: Rubric) => Promise<string | Uint8Array>;

function writerFor(file: string): Writer {
  switch (path.extname(file).toLowerCase()) {
    case '.json':
      return (rubric) => Promise.resolve(`${JSON.stringify(rubric, null, 2)}\n`);
    case '.yaml':
    case '.yml':
      return (rubric) => Promise.resolve(stringify(rubric, { lineWidth: 0 }));
    case '.xlsx':
      return toWorkbook;
    default:
      return stop(unknownFormat(file));
  }
}

async function toWorkbook(rubric: Rubric): Promise<Uint8Array> {
  try {
    return await writeRubricWorkbook(rubric);
  } catch (error) {
    if (error instanceof RubricTooLong) {
      return stop(`有一段文字太长，一个单元格放不下：${error.message} / a text is too long for a cell`);
    }
    throw error;
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    return stop(`${file} 读不出来：${messageOf(error)} / cannot be read`);
  }
}

function unknownFormat(file: string): string {
  return `${file} 不是 .json、.yaml、.yml 或 .xlsx / is none of these. ${usage}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
