import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAppeals } from '../../../../shared/app/public/read-report.ts';
import * as collections from '../../../../shared/contracts/all-collections.ts';
import { personalFieldsOf } from '../../../../shared/contracts/personal-fields.ts';
import type { ContactPerson } from '../../../../shared/domain/contacts/contact-form.ts';
import type { Evidence } from '../../../../shared/domain/evidence/evidence.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { renderDocuments } from '../../../../shared/report/render-documents.ts';
import { noon, sampleId, sampleRow } from '../../../support/builders.ts';
import { printFonts } from '../../../support/print-fonts.ts';
import { filledYear, publish, type FilledYear } from '../../../support/published-year.ts';
import { readPdf, unspaced } from '../../../support/read-pdf.ts';
import { sampleRequest } from '../../../support/requests.ts';
import { testIntegrityFiles } from '../../../support/signer.ts';
import { goodVerdict, in002, people } from '../world.ts';

/**
 * What is published is locked against removal, so nothing of a person may ever get there. A year is filled with marked personal data
 * in every record that can hold some, published with its real documents, and every file that came of it is taken apart and searched.
 */

/** Every mark that was put somewhere, with where. */
const marks = new Map<string, string>();
let counted = 0;

/** A text that stands nowhere else, at a place that must stay inside. */
function mark(where: string): string {
  const text = `隐私标记${String((counted += 1)).padStart(3, '0')}号`;
  marks.set(text, where);
  return text;
}
/** The same for fields whose form is fixed: a mobile number, an account of figures. */
function digits(where: string, prefix: string, length: number): string {
  const text = prefix + String(7_310_000 + (counted += 1)).padStart(length - prefix.length, '8');
  marks.set(text, where);
  return text;
}

const person = (who: string): ContactPerson => ({
  name: mark(`${who} name`),
  title: mark(`${who} title`),
  officePhone: digits(`${who} officePhone`, '0825-', 12),
  mobile: digits(`${who} mobile`, '139', 11),
  qq: digits(`${who} qq`, '6', 9),
});

async function fill({ world: { store } }: FilledYear): Promise<void> {
  const entry = {
    unitPhone: digits('contacts.unitPhone', '0825-', 12),
    office: mark('contacts.office'),
    leader: person('contacts.leader'),
    staff: [person('contacts.staff')],
  };
  const declared = {
    name: `${mark('scan.name')}.pdf`,
    size: 9,
    contentType: 'application/pdf',
    sha256: 'd'.repeat(64),
  };
  await store.put(collections.contactForms, in002, {
    ...in002,
    version: 2,
    status: 'filed',
    entry,
    scans: [{ id: sampleId(31), file: declared, version: 2, attachedAt: noon, attachedBy: 'clerk-002' }],
    filedAt: noon,
    filedBy: 'clerk-002',
  });
  await store.put(
    collections.contactFormVersions,
    { ...in002, version: 1 },
    {
      ...in002,
      version: 1,
      status: 'kept',
      entry: { ...entry, leader: person('contacts before.leader') },
      filedAt: noon,
      filedBy: 'clerk-002',
      replacedAt: noon,
    },
  );
  const request = sampleRequest('2018-03-12', {
    reference: mark('request.reference'),
    applicant: {
      kind: 'natural-person',
      name: mark('applicant.name'),
      phone: digits('applicant.phone', '138', 11),
      email: `${digits('applicant.email', 'mail', 12)}@example.cn`,
      address: mark('applicant.address'),
    },
    wanted: `本人申请公开，身份证号${digits('wanted: identity card', '510923199001', 18)}，${mark('request.wanted')}`,
  });
  await store.put(collections.requests, { ...in002, request: request.id }, request);
  for (const each of Object.values<Member>(people))
    await store.put(
      collections.members,
      { subject: each.subject },
      { ...each, displayName: mark(`member ${each.subject}`) },
    );
  await store.put(
    collections.notifications,
    { subject: 'clerk-002' },
    {
      subject: 'clerk-002',
      mail: `${digits('notifications.mail', 'box', 11)}@example.cn`,
      language: 'zh',
      digest: true,
      changedAt: noon,
    },
  );
  await store.put(
    collections.registerRows,
    { ...in002, row: sampleId(41) },
    sampleRow(41, {
      title: mark('register.title'),
      responsibleOffice: mark('register.responsibleOffice'),
      secrecyReview: { reviewer: mark('register.reviewer'), reviewedOn: '2018-03-12' },
      url: `http://demo.example.cn/${digits('register.url', 'page', 12)}.html`,
    }),
  );
  const inside = (place: number) => ({
    ...in002,
    id: sampleId(place),
    items: ['A1'],
    title: mark('evidence.title'),
    note: mark('evidence.note'),
    channel: { kind: 'notice-board', place: mark('evidence.channel.place'), seenOn: '2018-05-01' } as const,
    files: [
      {
        status: 'inspected',
        id: sampleId(place + 100),
        declared: { ...declared, name: `${mark('evidence file.name')}.jpg` },
        objectVersion: null,
        verdict: goodVerdict,
        fingerprint: null,
      } as const,
    ],
    links: [
      {
        url: `http://demo.example.cn/${digits('evidence.link', 'link', 12)}`,
        title: mark('evidence.link.title'),
      },
    ],
    replaces: null,
    requestedAt: noon,
    changedAt: noon,
  });
  const review = { reviewedBy: 'reviewer-1', reviewedAt: noon };
  // A piece that is named to the public shows what its unit has read over; its file's name and its place stay inside all the same.
  const named = { ...inside(51), title: '公开的纪要', note: '公开的说明', links: [] };
  const pieces: Evidence[] = [
    { ...named, status: 'accepted', ...review, madePublic: { by: 'clerk-002', at: noon } },
    { ...inside(52), status: 'accepted', ...review },
    { ...inside(53), status: 'returned', ...review, reason: mark('evidence.reason') },
    { ...inside(54), status: 'withdrawn', reason: mark('evidence.withdrawn') },
  ];
  for (const piece of pieces) await store.put(collections.evidence, { ...in002, evidence: piece.id }, piece);
  await store.put(collections.unitConfirmations, in002, {
    ...in002,
    confirmedAt: noon,
    confirmedBy: 'leader-002',
    contentSha256: 'e'.repeat(64),
    rows: 4,
    pieces: 3,
    note: mark('confirmation.note'),
  });
  const place = { cycle: '2018', unit: '015' };
  const signed = { by: 'member', at: noon };
  await store.put(
    collections.appeals,
    { ...place, appeal: sampleId(61) },
    {
      ...place,
      id: sampleId(61),
      run: '0001',
      revision: 1,
      item: 'C6',
      grounds: mark('appeal.grounds'),
      evidence: [],
      links: [],
      filedAt: noon,
      filedBy: 'clerk-015',
      status: 'decided',
      answer: { text: mark('appeal.answer'), ...signed },
      decision: { outcome: 'rejected', reason: mark('appeal.decision.reason'), points: null, ...signed },
    },
  );
}

/** Everything that is in a published file, as text: archives by their parts, paper by what can be read on it. */
async function textsOf(path: string, bytes: Uint8Array): Promise<string> {
  if (path.endsWith('.pdf')) {
    const { pages, info } = await readPdf(bytes);
    return unspaced(pages.join('\n') + JSON.stringify(info));
  }
  if (/\.(xlsx|docx)$/.test(path))
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => `${name}\n${new TextDecoder().decode(part)}`)
      .join('\n');
  return new TextDecoder().decode(bytes);
}

let published: ReadonlyMap<string, string>;
let year: FilledYear;
beforeAll(async () => {
  year = await filledYear(undefined, undefined, testIntegrityFiles, renderDocuments(printFonts));
  await fill(year);
  await publish(year);
  const read = new Map<string, string>();
  for (const [key, bytes] of year.machine.reports.held) read.set(key, await textsOf(key, bytes));
  published = read;
}, 120_000);

describe('what is published of a year', () => {
  test('is the whole report in every form, with what rests inside beside it', () => {
    const ends = [...new Set([...published.keys()].map((path) => path.slice(path.lastIndexOf('.'))))].sort();
    expect(ends).toEqual(
      ['.css', '.csv', '.docx', '.html', '.js', '.json', '.mjs', '.pdf', '.pem', '.sig', '.xlsx'].sort(),
    );
    expect([...published.values()].some((text) => text.includes('公开的纪要'))).toBe(true);
    expect(marks.size).toBeGreaterThan(50);
    const records = JSON.stringify([...marks.values()]);
    for (const each of ['contacts', 'applicant', 'member', 'register', 'evidence', 'appeal', 'notifications'])
      expect(records).toContain(each);
  });

  test('holds no mark of a person in any file', () => {
    const found = [...published].flatMap(([path, text]) =>
      [...marks].flatMap(([each, where]) => (text.includes(each) ? [`${where} in ${path}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test('holds no account that acted, and nothing that looks like a mobile number or an identity card', () => {
    const accounts = Object.values<Member>(people).map(({ subject }) => subject);
    for (const [path, text] of published) {
      expect(
        accounts.filter((each) => text.includes(`"${each}"`)),
        path,
      ).toEqual([]);
      if (/\.(html|csv|json|pdf)$/.test(path)) {
        // Hashes are long runs of letters and figures; a number of a person stands by itself.
        const plain = text.replace(/[0-9a-f]{32,}/g, '');
        expect(plain.match(/(?<![\d.])1[3-9]\d{9}(?!\d)/g), path).toBeNull();
        expect(plain.match(/(?<![\d.])[1-9]\d{16}[\dXx](?!\d)/g), path).toBeNull();
      }
    }
  });

  test('tells of appeals what was decided and never what was written to get there', async () => {
    const told = JSON.stringify(await readAppeals(year.world, '2018'));
    expect([...marks].filter(([each]) => told.includes(each)).map(([, where]) => where)).toEqual([]);
  });

  test('leaves nothing out that is declared personal: each such field was marked above or is of no report', () => {
    const declared = Object.values(collections).filter(({ name }) => personalFieldsOf(name).length > 0);
    // Deductions' replies and answers are published as the rules of the year say; invitations, tokens and secrets are no texts.
    expect(declared.map(({ name }) => name).sort()).toEqual(
      [
        'appeal',
        'contact-form',
        'contact-form-version',
        'deduction',
        'invitation',
        'notification-settings',
        'published-appeal',
        'request',
        'run-task',
        'webhook-settings',
      ].sort(),
    );
  });
});
