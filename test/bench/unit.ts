import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { jsonLog } from '../../functions/adapters/json-log.ts';
import { evidenceLinks } from '../../functions/adapters/evidence-links.ts';
import { registerFiles } from '../../functions/api-import/register-files.ts';
import { startDynamoDb } from '../../infra/local/dynamodb/start-dynamodb.ts';
import { loadCycleDefinition } from '../../shared/app/cycle/load-cycle-definition.ts';
import { addImportedRows } from '../../shared/app/register-import/add-imported-rows.ts';
import { checkImport } from '../../shared/app/register-import/check-import.ts';
import { requestImport } from '../../shared/app/register-import/request-import.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { listStandings } from '../../shared/app/standing/list-standings.ts';
import { requestDuties } from '../../shared/app/standing/request-duties.ts';
import { create } from '../../shared/app/writes.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { countRegister } from '../../shared/domain/register/count-register.ts';
import { cycleDefinition, type Cycle } from '../../shared/domain/cycle/cycle.ts';
import type { RegisterRow } from '../../shared/domain/register/register-row.ts';
import { registerStanding } from '../../shared/domain/register/register-standing.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import type { Store } from '../../shared/ports/store.ts';
import { noon, sampleCycle, sampleRow } from '../support/builders.ts';
import { memoryStore } from '../support/memory-store.ts';
import { rubric2018 } from '../support/scoring.ts';
import { registerBook, registerCells, registerCsv } from '../support/spreadsheets.ts';
import { tell } from './figure.ts';
import { asked, in002, memoryFiles, people, sampleDefinition } from '../shared/app/world.ts';

/**
 * `npm run bench:unit`: what a unit's everyday work costs. A register of 10,000 rows, the most one file may bring, is read,
 * checked and added; the registers of 64 units with 12,360 rows in all, as in 2018, are counted, and the county office's page of all
 * 64 is made of them; upload links are signed. What only computes is the best of some rounds, since a shared machine only ever
 * makes slower; what reads and writes records is done once. About a minute in all.
 */
const rows = 10_000;
const rounds = 3;

function say(what: string, milliseconds: number, items: number, of = 'rows'): void {
  const each = Math.round((items / milliseconds) * 1_000);
  console.log(
    `${what.padEnd(62)} ${milliseconds.toFixed(0).padStart(7)} ms ${each.toLocaleString('en').padStart(11)} ${of}/s`,
  );
  tell({ figure: what, value: milliseconds, unit: 'ms', better: 'less', beside: null });
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function best(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) least = Math.min(least, await timed(work));
  return least;
}

const cells = Array.from({ length: rows }, (_, index) => registerCells(index + 1));
const book = registerBook(cells);
const csv = registerCsv(cells, { encoding: 'gb18030' });

async function benchReading(): Promise<void> {
  say(
    'read 10,000 rows of XLSX, archive checked first',
    await best(() => registerFiles.readRegisterFile(book)),
    rows,
  );
  say('read 10,000 rows of CSV in GB18030', await best(() => registerFiles.readRegisterFile(csv)), rows);
}

/** Reads, checks and adds a file through the use cases, as the API's function does. */
async function benchImport(name: string, store: Store): Promise<void> {
  const clock = { now: () => Promise.resolve(noon) };
  await loadCycleDefinition({ store, clock })({
    definition: sampleDefinition(),
    rubric: rubric2018,
    members: Object.values(people),
  });
  const imports = memoryFiles();
  const link = { url: 'https://store.example/', headers: {}, expiresAt: noon };
  const links = { upload: async () => link, download: async () => link };
  const deps = { store, clock, imports, links, ...registerFiles };
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const file = { name: '台账.xlsx', size: book.length, contentType, sha256: sha256Hex(book) };
  const made = await requestImport(deps)(asked(people.clerk002, in002, { file }));
  const place = { ...in002, import: made.import.id };
  await imports.write(storageKeys.importFile({ ...place, file: 'source' }), book);

  const check = () => checkImport(deps)(asked(people.clerk002, place, undefined));
  let reading = '';
  const checking = await timed(async () => {
    ({ reading } = await check());
  });
  say(`dry run of 10,000 rows, ${name}`, checking, rows);
  let calls = 0;
  const milliseconds = await timed(async () => {
    for (let left = Infinity; left > 0; calls += 1) {
      const done = await addImportedRows(deps)(asked(people.clerk002, place, { reading }));
      left = done.left;
    }
  });
  say(`add 10,000 rows in ${calls} calls, ${name}`, milliseconds, rows);
  const again = await timed(() => addImportedRows(deps)(asked(people.clerk002, place, { reading })));
  say(`the same file again, which adds nothing, ${name}`, again, rows);
}

async function withTable(work: (store: Store) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-bench-'));
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  const database = await startDynamoDb({
    dir,
    logFile: path.join(dir, 'log'),
    tables: [
      {
        logicalId: 'Table',
        stack: 'bench',
        id: { name: 'records', arn: 'records', ref: 'records', attributes: {} },
        properties: {
          KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
          AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    ],
    region: 'cn-bench-1',
    credentials,
    environment: {},
    log: () => undefined,
  });
  try {
    const client = new DynamoDBClient({ endpoint: database.endpoint, region: 'cn-bench-1', credentials });
    await work(dynamoDbStore(client, 'records'));
  } finally {
    await database.close();
    rmSync(dir, { recursive: true });
  }
}

const [units, all] = [64, 12_360];

/** A unit's share of the 12,360 rows: every ninth is the page of another, as in a real register. */
function registerOf(unit: number, columns: Cycle['columns']): RegisterRow[] {
  return Array.from({ length: Math.floor(all / units) + (unit < all % units ? 1 : 0) }, (_, index) => {
    const day = `2018-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
    const page = index % 9 === 8 ? index - 8 : index;
    return sampleRow(unit * 1_000 + index, {
      column: columns[index % columns.length]?.id ?? 'notices',
      url: `http://demo.example.cn/${unit}/${page}.html`,
      madeOn: day,
      publishedOn: day,
      secrecyReview: { reviewer: '甲', reviewedOn: day },
    });
  });
}

async function benchCounting(): Promise<void> {
  const cycle = sampleCycle();
  const registers = Array.from({ length: units }, (_, unit) => registerOf(unit, cycle.columns));
  const counting = () => registers.forEach((register) => countRegister(register, cycle));
  say(`count the registers of ${units} units, ${all.toLocaleString('en')} rows`, await best(counting), all);
  const points = (count: number) => String(count);
  const standing = () =>
    registers.forEach((register) => registerStanding(register, cycle, 200, '2018-06-15', points));
  say('the same with pace, columns and time limits', await best(standing), all);
}

/** The county office's page of the real year's 64 units: every row read, every unit scored with its words. */
async function benchStandings(name: string, store: Store): Promise<void> {
  const definition = cycleDefinition.parse(
    JSON.parse(readFileSync(path.join(import.meta.dirname, '../../infra/cycles/2018/cycle.json'), 'utf8')),
  );
  const clock = { now: () => Promise.resolve('2018-12-20T04:00:00.000Z') };
  await loadCycleDefinition({ store, clock })({
    definition,
    rubric: rubric2018,
    members: Object.values(people),
  });
  const audit = {
    at: noon,
    actor: 'bench',
    action: 'register.add',
    subject: 'unit:001',
    details: {},
  } as const;
  for (const [place, { id: unit }] of definition.units.entries()) {
    const rows = registerOf(place, definition.cycle.columns);
    for (let from = 0; from < rows.length; from += 90) {
      const writes = rows
        .slice(from, from + 90)
        .map((row) =>
          create(
            collections.registerRows,
            { cycle: '2018', unit, row: row.id },
            { ...row, cycle: '2018', unit },
          ),
        );
      await store.commit({ stream: streams.unit('2018', unit), writes, audit });
    }
  }
  const calendar = stateCouncilCalendar();
  const deps = { store, clock, duties: [requestDuties({ store, calendar })] };
  let shown = 0;
  const milliseconds = await timed(async () => {
    const call = asked(people.admin, { cycle: '2018' }, undefined);
    const page = await listStandings(deps)({ ...call, query: { limit: 100 } });
    shown = page.items.length;
  });
  if (shown !== units) throw new Error(`The page shows ${shown} units instead of ${units}`);
  say(`where all ${units} units stand, ${name}`, milliseconds, all);
}

async function benchLinks(): Promise<void> {
  const client = new S3Client({
    region: 'cn-bench-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const links = evidenceLinks(
    client,
    'evidence',
    jsonLog('bench', () => undefined),
  );
  const file = { name: '纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) };
  const howMany = 1_000;
  const sign = async () => {
    for (let index = 0; index < howMany; index += 1) await links.upload(`key-${index}`, file, 300);
  };
  say(`sign ${howMany.toLocaleString('en')} upload links`, await best(sign), howMany, 'links');
}

console.log(`Node ${process.version}, best of ${rounds} rounds\n`);
await benchReading();
await benchImport('records in memory', memoryStore());
await withTable((store) => benchImport('embedded table', store));
await benchCounting();
await benchStandings('records in memory', memoryStore());
await withTable((store) => benchStandings('embedded table', store));
await benchLinks();
