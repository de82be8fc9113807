import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitReader, type Member } from '../../domain/people/member.ts';
import type { LetterInput, LetterWriter } from '../../ports/documents.ts';
import type { Files, RunFileLinks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { documentLink } from './document-link.ts';

type Deps = Readonly<{ store: Store; runs: Files; runFileLinks: RunFileLinks; letters: LetterWriter }>;
type InUnit = Readonly<{ cycle: string; unit: string }>;

/** A unit's problem letter as a Word file, for the unit and the office. */
export function getProblemLetterDocx(deps: Deps): UseCase<'getProblemLetterDocx'> {
  return async ({ member, params }) =>
    link(deps, params, 'docx', await deps.letters.docx(await letterOf(deps.store, member, params)));
}

/** The same as a PDF. */
export function getProblemLetterPdf(deps: Deps): UseCase<'getProblemLetterPdf'> {
  return async ({ member, params }) =>
    link(deps, params, 'pdf', await deps.letters.pdf(await letterOf(deps.store, member, params)));
}

async function letterOf(store: Store, member: Member, params: InUnit): Promise<LetterInput> {
  requireUnitReader(member, params.unit);
  const unit = (await load.unit(store, params.cycle, params.unit)).value;
  const letter = (await store.get(collections.problemLetters, params))?.value;
  if (letter === undefined) throw refuse.missing('problem-letter-unknown', { unit: params.unit });
  const cycle = (await load.cycle(store, params.cycle)).value;
  return { cycle, unit: unit.name, letter };
}

/** Under one key for each unit: a link is for minutes, and a letter is set anew whenever somebody asks. */
function link(deps: Deps, { cycle, unit }: InUnit, form: 'docx' | 'pdf', bytes: Uint8Array) {
  const key = storageKeys.document({ cycle, file: `letter-${unit}.${form}` });
  return documentLink(deps, key, `${cycle}年问题清单-${unit}.${form}`, bytes);
}
