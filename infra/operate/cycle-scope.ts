import type { Key } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';

/** What a record that belongs to no year belongs to. */
export const ofInstallation = 'installation';

/** Partitions of the installation as a whole. */
const shared = new Set(['MEMBERS', 'INVITATIONS', 'NOTIFICATIONS', 'REQUESTS', 'REHEARSAL']);

const byPartition = [
  /^CYCLE#(\d{4})(?:#|$)/,
  /^(?:AUDIT|SIGNED)#(\d{4}|installation)(?:\/|$)/,
  /^(?:HEADS|TRAIL)#(\d{4}|installation)#[0-9a-f]$/,
];
const bySort: readonly (readonly [RegExp, RegExp])[] = [
  [/^TRACE#/, /^FILE#(\d{4})#/],
  [/^PUBLICATIONS$/, /^(?:CYCLE|REVISION|APPEAL)#(\d{4})(?:#|$)/],
];

/**
 * The year that a record belongs to, or `installation`.
 * @throws Error for a record that lies where nothing is known to lie: leaving it out of an export would lose it in silence
 */
export function scopeOfRecord({ pk, sk }: Key): string {
  if (shared.has(pk)) return ofInstallation;
  for (const pattern of byPartition) {
    const found = pattern.exec(pk)?.[1];
    if (found !== undefined) return found;
  }
  for (const [partition, sort] of bySort) {
    const found = partition.test(pk) ? sort.exec(sk)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  throw new Error(
    `A record lies where none is known to lie (${pk}, ${sk}): infra/operate/cycle-scope.ts must know its year.`,
  );
}

/** A waiting task's token is secret and good for nothing elsewhere. */
export function isWaitingTask({ pk, sk }: Key): boolean {
  return /^CYCLE#\d{4}#RUN#/.test(pk) && sk.startsWith('TASK#');
}

/**
 * What says nothing of a year and is made anew by itself, every quarter of an hour: an installation that has only this is empty, and
 * what two installations say of it differs.
 */
export function isMadeAnew({ c }: Readonly<{ c: string }>): boolean {
  return c === collections.officeFigures.name;
}
