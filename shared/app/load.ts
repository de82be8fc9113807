import type * as z from 'zod';
import { collections, type Collection } from '../contracts/collections.ts';
import { refuse } from '../domain/errors.ts';
import type { Store, Versioned } from '../ports/store.ts';

type Missing = Parameters<typeof refuse.missing>[0];

async function required<S extends z.ZodType, P, Id extends P>(
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

/** Records that a call names, or the refusal that says which one is not there. */
export const load = {
  cycle: (store: Store, cycle: string) =>
    required(store, collections.cycles, { cycle }, 'cycle-unknown', { cycle }),
  unit: (store: Store, cycle: string, unit: string) =>
    required(store, collections.units, { cycle, unit }, 'unit-unknown', { cycle, unit }),
  body: (store: Store, cycle: string, body: string) =>
    required(store, collections.bodies, { cycle, body }, 'body-unknown', { cycle, body }),
  handIn: (store: Store, cycle: string, body: string) =>
    required(store, collections.handIns, { cycle, body }, 'body-unknown', { cycle, body }),
  rubric: (store: Store, cycle: string, version: number) =>
    required(store, collections.rubrics, { cycle, version }, 'rubric-version-unknown', {
      version: String(version),
    }),
  row: (store: Store, of: Readonly<{ cycle: string; unit: string; row: string }>) =>
    required(store, collections.registerRows, of, 'row-unknown', { row: of.row }),
  registerImport: (store: Store, of: Readonly<{ cycle: string; unit: string; import: string }>) =>
    required(store, collections.registerImports, of, 'import-unknown', { import: of.import }),
  evidenceBundle: (store: Store, of: Readonly<{ cycle: string; unit: string; bundle: string }>) =>
    required(store, collections.evidenceBundles, of, 'bundle-unknown', { bundle: of.bundle }),
  appeal: (store: Store, of: Readonly<{ cycle: string; unit: string; appeal: string }>) =>
    required(store, collections.appeals, of, 'appeal-unknown', { appeal: of.appeal }),
  evidence: (store: Store, of: Readonly<{ cycle: string; unit: string; evidence: string }>) =>
    required(store, collections.evidence, of, 'evidence-unknown', { evidence: of.evidence }),
  deduction: (store: Store, of: Readonly<{ cycle: string; body: string; deduction: string }>) =>
    required(store, collections.deductions, of, 'deduction-unknown', { deduction: of.deduction }),
  cityDeduction: (store: Store, of: Readonly<{ cycle: string; deduction: string }>) =>
    required(store, collections.cityDeductions, of, 'city-deduction-unknown', { deduction: of.deduction }),
  incident: (store: Store, of: Readonly<{ cycle: string; incident: string }>) =>
    required(store, collections.incidents, of, 'incident-unknown', { incident: of.incident }),
  request: (store: Store, of: Readonly<{ cycle: string; unit: string; request: string }>) =>
    required(store, collections.requests, of, 'request-unknown', { request: of.request }),
  custodyPackage: (store: Store, of: Readonly<{ cycle: string; id: string }>) =>
    required(store, collections.custodyPackages, of, 'package-unknown', { package: of.id }),
  run: (store: Store, of: Readonly<{ cycle: string; run: string }>) =>
    required(store, collections.runs, of, 'run-unknown', { run: of.run }),
};
