import type { CircularTemplate } from '../domain/circular/circular-template.ts';
import { circularDocx } from './circular/circular-docx.ts';
import { ReportModel } from './model.ts';
import type { PrintFonts } from './pdf/printing-font.ts';
import { printReport } from './pdf/print-report.ts';
import type { ReportFile, ReportInput } from './report-input.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Renders the documents that belong to a report beside its pages. A pure function: the same input gives the same files, byte for byte.
 * @throws Refusal `glyph-missing`: what the printing font cannot show is not published
 */
export function renderDocuments(fonts: PrintFonts) {
  return async function* (
    input: ReportInput,
    template: CircularTemplate,
  ): AsyncGenerator<ReportFile, void, undefined> {
    const model = new ReportModel(input);
    yield { path: 'circular.docx', contentType: docx, body: circularDocx(model, template) };
    yield { path: 'report.pdf', contentType: 'application/pdf', body: await printReport(model, fonts) };
  };
}
