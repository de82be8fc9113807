import type * as z from 'zod/mini';
import type { Collection } from '../contracts/collection.ts';
import * as collections from '../contracts/collections.ts';
import { refuse } from '../domain/errors.ts';
import type { Store, Versioned } from '../ports/store.ts';

type Missing = Parameters<typeof refuse.missing>[0];

/**
 * Records that a call names, or the refusal that says which one is not there. Each stands for itself, so that a function's bundle carries
 * the schemas of those that it asks for and no others.
 */
export async function required<S extends z.ZodMiniType, P, Id extends P>(
  store: Store,
  from: Collection<S, P, Id>,
  id: Id,
  code: Missing,
  details: Readonly<Record<string, string>>,
): Promise<Versioned<z.output<S>>> {
  const found = await store.get(from, id);
  if (found === null) throw refuse.missing(code, details);
  return found;
}

export const cycle = (store: Store, cycle: string) =>
  required(store, collections.cycles, { cycle }, 'cycle-unknown', { cycle });

export const unit = (store: Store, cycle: string, unit: string) =>
  required(store, collections.units, { cycle, unit }, 'unit-unknown', { cycle, unit });

export const body = (store: Store, cycle: string, body: string) =>
  required(store, collections.bodies, { cycle, body }, 'body-unknown', { cycle, body });

export const handIn = (store: Store, cycle: string, body: string) =>
  required(store, collections.handIns, { cycle, body }, 'body-unknown', { cycle, body });

export const row = (store: Store, of: Readonly<{ cycle: string; unit: string; row: string }>) =>
  required(store, collections.registerRows, of, 'row-unknown', { row: of.row });

export const registerImport = (store: Store, of: Readonly<{ cycle: string; unit: string; import: string }>) =>
  required(store, collections.registerImports, of, 'import-unknown', { import: of.import });

export const evidenceBundle = (store: Store, of: Readonly<{ cycle: string; unit: string; bundle: string }>) =>
  required(store, collections.evidenceBundles, of, 'bundle-unknown', { bundle: of.bundle });

export const appeal = (store: Store, of: Readonly<{ cycle: string; unit: string; appeal: string }>) =>
  required(store, collections.appeals, of, 'appeal-unknown', { appeal: of.appeal });

export const evidence = (store: Store, of: Readonly<{ cycle: string; unit: string; evidence: string }>) =>
  required(store, collections.evidence, of, 'evidence-unknown', { evidence: of.evidence });

export const deduction = (store: Store, of: Readonly<{ cycle: string; body: string; deduction: string }>) =>
  required(store, collections.deductions, of, 'deduction-unknown', { deduction: of.deduction });

export const cityDeduction = (store: Store, of: Readonly<{ cycle: string; deduction: string }>) =>
  required(store, collections.cityDeductions, of, 'city-deduction-unknown', { deduction: of.deduction });

export const incident = (store: Store, of: Readonly<{ cycle: string; incident: string }>) =>
  required(store, collections.incidents, of, 'incident-unknown', { incident: of.incident });

export const request = (store: Store, of: Readonly<{ cycle: string; unit: string; request: string }>) =>
  required(store, collections.requests, of, 'request-unknown', { request: of.request });

export const custodyPackage = (store: Store, of: Readonly<{ cycle: string; id: string }>) =>
  required(store, collections.custodyPackages, of, 'package-unknown', { package: of.id });

export const run = (store: Store, of: Readonly<{ cycle: string; run: string }>) =>
  required(store, collections.runs, of, 'run-unknown', { run: of.run });
