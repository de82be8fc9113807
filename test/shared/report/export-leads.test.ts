import { describe, expect, test } from 'vitest';
import { auditFiles } from '../../../functions/api-audit/audit-files.ts';
import type { AuditEntryView } from '../../../shared/contracts/audit-views.ts';
import type { ContactForm } from '../../../shared/domain/contacts/contact-form.ts';
import { contactsFiles } from '../../../shared/report/contacts-files.ts';
import { restoreText } from '../../../shared/report/csv.ts';
import { mendWorkbook, registerWorkbook } from '../../../shared/report/register-workbooks.ts';
import { noon, sampleCycle, sampleEntry, sampleRow, sampleUnit } from '../../support/builders.ts';
import { sampleContacts, samplePerson } from '../../support/contacts.ts';
import { parseCsv } from './read-back.ts';
import { readSheets } from './read-xlsx.ts';

/**
 * What a spreadsheet would run as a formula or a command, in every field of every export that people fill in: none runs, and every text
 * comes back as it was. What a published report holds is in hostile-report.test.ts.
 */
const leads = ['=', '+', '-', '@', '\t', '\r', '\n', '＝'];

/** A text of its own for each field, so that none can stand for another. */
function marker(lead: string): Readonly<{ text: (field: string) => string; used: string[] }> {
  const used: string[] = [];
  const text = (field: string) => {
    const made = `${lead}1+cmd|'/C ${field}'!A0`;
    used.push(made);
    return made;
  };
  return { text, used };
}

/** Cells with one of the texts are text, none is a formula, and every text is there unchanged. */
function expectInert(workbook: Uint8Array, used: readonly string[]): void {
  const cells = readSheets(workbook).flatMap((sheet) => [...sheet.cells.values()]);
  const ours = cells.filter(({ value }) => value.includes('cmd|'));
  for (const cell of ours) expect([cell.value, cell.isText, cell.formula]).toEqual([cell.value, true, null]);
  const found = new Set(ours.map(({ value }) => value));
  for (const text of used) expect([...found]).toContain(text);
}

function expectInertCsv(csv: string, used: readonly string[]): void {
  const cells = parseCsv(csv).flat();
  for (const cell of cells.filter((each) => each.includes('cmd|')))
    expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
  const found = cells.map(restoreText);
  for (const text of used) expect(found.some((each) => each.includes(text))).toBe(true);
}

const leadNames = leads.map((lead) => [JSON.stringify(lead), lead] as const);

describe.each(leadNames)('a text that begins with %s', (_, lead) => {
  test('in any field of a register row is text in the unit’s workbook', async () => {
    const { text, used } = marker(lead);
    const entry = sampleEntry({
      title: text('title'),
      documentNumber: text('documentNumber'),
      url: text('url'),
      responsibleOffice: text('responsibleOffice'),
      secrecyReview: { reviewer: text('reviewer'), reviewedOn: '2018-03-12' },
    });
    const [first] = sampleCycle().columns;
    const columns = [{ ...first!, id: entry.column, label: { zh: text('column'), en: 'x' } }];
    const about = { unit: sampleUnit({ name: text('unit') }), columns, madeAt: noon };
    const book = await registerWorkbook([sampleRow(1, entry)], about);
    expectInert(
      book,
      used.filter((each) => !each.includes('unit')),
    );
  });

  test('in any cell, heading or reason is text in the workbook of rows to mend', async () => {
    const { text, used } = marker(lead);
    const row = { cells: [text('cell')], reasons: text('reasons'), place: text('place') };
    const sheets = [{ name: '台账', headings: [text('heading')], rows: [row] }];
    expectInert(await mendWorkbook(sheets, noon), used);
  });

  test('in any field of a contact form is text in the office’s workbook and CSV', async () => {
    const { text, used } = marker(lead);
    const person = (who: string) =>
      samplePerson({
        name: text(`${who} name`),
        title: text(`${who} title`),
        officePhone: text(`${who} office`),
        mobile: text(`${who} mobile`),
        qq: text(`${who} qq`),
      });
    const entry = sampleContacts({
      unitPhone: text('unitPhone'),
      office: text('office'),
      leader: person('leader'),
      staff: [person('first'), person('second')],
    });
    const form: ContactForm = {
      cycle: '2018',
      unit: '002',
      version: 1,
      status: 'filed',
      entry,
      scans: [],
      filedAt: noon,
      filedBy: 'clerk-002',
    };
    const unit = sampleUnit({ name: text('unit') });
    const of = { cycle: sampleCycle(), units: [{ unit, form }], madeAt: noon };
    expectInert(await contactsFiles.xlsx(of), used);
    expectInertCsv(await contactsFiles.csv(of), used);
  });

  test('in any field of the audit trail is text in its CSV', () => {
    const { text, used } = marker(lead);
    const both = (field: string) => ({ zh: text(field), en: 'x' });
    const fields = [{ label: both('field'), before: both('before'), after: both('after') }];
    const entry: AuditEntryView = {
      at: noon,
      actor: { id: 'x', name: both('actor') },
      from: '192.0.2.1',
      kind: 'register.add',
      label: both('label'),
      place: { area: 'unit', label: both('place'), unit: '002', body: null, name: text('placeName') },
      about: { label: both('about'), name: text('aboutName') },
      changes: [{ record: both('record'), isNew: false, fields }],
      number: 1,
      hash: 'a'.repeat(64),
    };
    expectInertCsv(auditFiles.csv([entry]), used);
  });
});
