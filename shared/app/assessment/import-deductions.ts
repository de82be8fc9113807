import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { Deduction, DeductionEntry } from '../../domain/assessment/deduction.ts';
import {
  readDeductionSheet,
  sheetFaultText,
  type SheetRow,
} from '../../domain/assessment/deduction-sheet.ts';
import { refuse } from '../../domain/errors.ts';
import { requireBody } from '../../domain/people/member.ts';
import { importFindingText } from '../../domain/register-import/import-finding-words.ts';
import type { CellFile } from '../../domain/register-import/sheet-cells.ts';
import { findItem, schemeFor } from '../../domain/rubric/rubric.ts';
import type { RegisterFileReader } from '../../ports/register-files.ts';
import type { Store } from '../../ports/store.ts';
import { inParts } from '../in-parts.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { openBooks, type DeductionDeps } from './change-deduction.ts';

type Place = Readonly<{ cycle: string; body: string }>;

/**
 * Takes a sheet of deductions into a body's drafts. A dry run shows what would come of each row and changes nothing. A row's id
 * follows from what it states, so the same sheet twice, or again after an interruption, adds what is not there yet.
 */
export function importDeductions(
  deps: DeductionDeps & Readonly<{ readSheet: RegisterFileReader }>,
): UseCase<'importDeductions'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    const { item } = await takingBody(store, params);
    const file = await cellsOf(deps.readSheet, body.file);
    const rows = await readRows(store, params, item, file, member.homeUnit);
    const there = new Set((await store.all(collections.deductions, params)).map(({ value }) => value.id));
    const adds = rows.flatMap((row) =>
      'entry' in row && !there.has(idOf(params, row.entry)) ? [row.entry] : [],
    );
    if (!body.dryRun && adds.length > 0) {
      const at = await clock.now();
      for (const entries of inParts(adds)) {
        const part = entries.map((entry): Deduction => ({
          ...params,
          ...entry,
          id: idOf(params, entry),
          item,
          status: 'draft',
          recordedAt: at,
        }));
        await store.commit({
          stream: streams.body(params.cycle, params.body),
          writes: [
            ...part.map((each) => create(collections.deductions, { ...params, deduction: each.id }, each)),
            await openBooks(store, params),
          ],
          audit: {
            at,
            actor: member.subject,
            action: 'deduction.import',
            subject: `body:${params.body}`,
            details: { rows: part.length, content: fingerprintOf(part.map(({ id }) => id)) },
          },
        });
      }
    }
    return {
      added: body.dryRun ? 0 : adds.length,
      rows: rows.map((row) => rowView(row, (entry) => there.has(idOf(params, entry)))),
    };
  };
}

async function takingBody(store: Store, { cycle, body }: Place) {
  const found = (await load.body(store, cycle, body)).value;
  if (found.gives !== 'deductions') throw refuse.invalid('item-not-assessed-here', { item: found.item });
  return found;
}

/** @throws Refusal `sheet-not-read` with what is wrong with the file */
async function cellsOf(readSheet: RegisterFileReader, base64: string): Promise<CellFile> {
  const read = await readSheet(new Uint8Array(Buffer.from(base64, 'base64')));
  if (read.ok) return read.file;
  const { zh, en } = importFindingText(read.fault);
  throw refuse.invalid('sheet-not-read', {}, [
    { pointer: '/body/file', code: read.fault.code, message: `${zh} / ${en}` },
  ]);
}

async function readRows(
  store: Store,
  { cycle: id }: Place,
  item: string,
  file: CellFile,
  ownUnit: string | null,
): Promise<readonly SheetRow[]> {
  const cycle = (await load.cycle(store, id)).value;
  const { rubric } = (await loadRubric(store, id, cycle.rubric.version)).value;
  const units = (await store.all(collections.units, { cycle: id })).map(({ value }) => value);
  const rows = readDeductionSheet(file, {
    cycle,
    units,
    ownUnit,
    most: (unit) => {
      const scheme = schemeFor(rubric, unit.class);
      return (scheme === null ? null : findItem(scheme, item)?.points) ?? '0';
    },
  });
  if (rows === null) throw refuse.invalid('sheet-not-read', {}, [noHeadings]);
  return rows;
}

const noHeadings = {
  pointer: '/body/file',
  code: 'no-headings',
  message:
    '没有找到表头。第一张表里要有：单位、扣分、事实、日期。 / No headings were found. The first sheet needs 单位, 扣分, 事实 and 日期.',
};

function idOf({ cycle, body }: Place, entry: DeductionEntry): string {
  return idFrom(`imported deduction ${cycle} ${body}`, fingerprintOf(entry));
}

function rowView(row: SheetRow, isThere: (entry: DeductionEntry) => boolean) {
  if ('faults' in row) {
    const faults = row.faults.map((fault) => ({ code: fault.code, message: sheetFaultText(fault) }));
    return { row: row.row, outcome: 'fault' as const, faults };
  }
  const { unit, points } = row.entry;
  return {
    row: row.row,
    outcome: isThere(row.entry) ? ('already' as const) : ('add' as const),
    unit,
    points,
  };
}
