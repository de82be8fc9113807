import type { Bilingual } from '../../values.ts';
import type { ClauseId } from './clauses.ts';
import { exampleOf, printPhrase, type Phrase } from './match-clause.ts';

/** A phrase and the cell that it was read from. */
export type Placed<At> = Readonly<{ phrase: Phrase; at: At }>;

/** What is wrong with phrases that are each understood. `at` is null where something is missing. */
export type PhraseFault<At> = Readonly<{
  code: 'said-twice' | 'does-not-fit' | 'missing';
  message: Bilingual;
  at: At | null;
}>;

/** What phrases come to: a piece of a rubric that is not checked yet, where its pieces stood, and what is wrong. */
export type ReadPhrases<At> = Readonly<{
  value: Readonly<Record<string, unknown>>;
  /** Paths inside the value, each with its cell. */
  places: readonly (readonly [path: readonly (string | number)[], at: At])[];
  faults: readonly PhraseFault<At>[];
}>;

export function saidTwice<At>({ phrase, at }: Placed<At>): PhraseFault<At> {
  const said = printPhrase(phrase);
  return {
    code: 'said-twice',
    at,
    message: {
      zh: `“${said}”：这一点前面已经写过，请只留一处`,
      en: `“${said}” says again what was said before`,
    },
  };
}

export function doesNotFit<At>({ phrase, at }: Placed<At>, zh: string, en: string): PhraseFault<At> {
  const said = printPhrase(phrase);
  return { code: 'does-not-fit', at, message: { zh: `“${said}”${zh}`, en: `“${said}” ${en}` } };
}

/** @param examples clauses of which one is wanted */
export function missing<At>(zh: string, en: string, examples: readonly ClauseId[]): PhraseFault<At> {
  const shown = examples.map((id) => `“${exampleOf(id)}”`);
  return {
    code: 'missing',
    at: null,
    message: { zh: `${zh}，例如${shown.join('、')}`, en: `${en}, such as ${shown.join(', ')}` },
  };
}
