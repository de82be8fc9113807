import type { CircularTemplate } from '../../domain/circular/circular-template.ts';
import { ReportModel } from '../model.ts';
import type { ReportInput } from '../report-input.ts';
import { circularDocx } from './circular-docx.ts';
import { circularText } from './circular-text.ts';

/** The circular of a result, as a Word file and as paragraphs for a screen. */
export function writeCircular(
  input: ReportInput,
  template: CircularTemplate,
): Readonly<{ docx: Uint8Array; paragraphs: readonly Readonly<{ role: string; text: string }>[] }> {
  const model = new ReportModel(input);
  const text = circularText(model, template);
  const as = (role: string) => (each: string) => ({ role, text: each });
  return {
    docx: circularDocx(model, template),
    paragraphs: [
      ...[text.headMark].map(as('head-mark')),
      ...[text.number].map(as('number')),
      ...[text.title].map(as('title')),
      ...(text.demonstration === null ? [] : [text.demonstration].map(as('demonstration'))),
      ...[text.addressee].map(as('addressee')),
      ...text.opening.map(as('body')),
      ...text.sections.flatMap(({ id, heading, paragraphs }) => [
        as('heading')(heading),
        ...paragraphs.map(as('body')),
        ...(id === 'results' && text.praise !== null
          ? [
              as('body')(text.praise.intro),
              ...text.praise.classes.map(({ label, names }) => as('praise')(`${label}：${names}。`)),
            ]
          : []),
      ]),
      ...text.attachments.map((name, at) => as('attachment')(`${at + 1}．${name}`)),
      ...[text.issuer].map(as('issuer')),
      ...[text.date].map(as('date')),
      ...[text.note].map(as('note')),
      ...(text.copyTo === null ? [] : [`抄送：${text.copyTo}`].map(as('imprint'))),
      ...[`${text.printed.by}　${text.printed.on}印发`].map(as('imprint')),
    ],
  };
}
