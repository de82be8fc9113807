import type { CircularTemplate } from '../domain/circular/circular-template.ts';
import type { Cycle } from '../domain/cycle/cycle.ts';
import type { ProblemLetter } from '../domain/problems/problem-letter.ts';
import type { ReportFile, ReportInput } from './report-renderer.ts';

/** The circular of a result, as a Word file and as paragraphs for a screen. */
export type CircularWriter = (
  input: ReportInput,
  template: CircularTemplate,
) => Promise<Readonly<{ docx: Uint8Array; paragraphs: readonly Readonly<{ role: string; text: string }>[] }>>;

/** What a problem letter is made from. */
export type LetterInput = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer' | 'demonstration'>;
  unit: string;
  letter: ProblemLetter;
}>;

/** A unit's problem letter in both forms. @throws Refusal `glyph-missing` for a PDF that the font cannot set */
export type LetterWriter = Readonly<{
  docx: (of: LetterInput) => Promise<Uint8Array>;
  pdf: (of: LetterInput) => Promise<Uint8Array>;
}>;

/**
 * The documents that belong to a report beside its pages.
 * @throws Refusal `glyph-missing`: what the printing font cannot set is not published
 */
export type DocumentsRenderer = (input: ReportInput, template: CircularTemplate) => AsyncIterable<ReportFile>;
