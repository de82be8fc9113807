import { beforeEach, describe, expect, test } from 'vitest';
import { getAnnualReportDraft } from '../../../../shared/app/requests/get-annual-report-draft.ts';
import { getAnnualReport } from '../../../../shared/app/requests/get-annual-report.ts';
import { getCountyAnnualReport } from '../../../../shared/app/requests/get-county-annual-report.ts';
import { recordRequest } from '../../../../shared/app/requests/record-request.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { annualReportView, type AnnualReportView } from '../../../../shared/contracts/request-views.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { annualReportDocx } from '../../../../shared/formats/annual-report-docx.ts';
import { sampleCycle, sampleUnit } from '../../../support/builders.ts';
import { readDocx } from '../../../support/read-docx.ts';
import { sampleRequestEntry, zhang } from '../../../support/requests.ts';
import { asked, in002, people } from '../world.ts';
import { answer, freshKey, record, requestsWorld, type RequestsWorld } from './requests-world.ts';

let world: RequestsWorld;
beforeEach(async () => {
  world = await requestsWorld();
});

const reportOf = (cycle = '2018', member: Member = people.clerk002) =>
  getAnnualReport(world)(asked(member, { cycle, unit: '002' }, undefined));
const total = (report: AnnualReportView, row: string) =>
  report.requests.rows.find((each) => each.id === row)?.cells.at(-1);
const company = { ...zhang, kind: 'company', name: '演示公司' } as const;

async function nextYear() {
  await world.store.put(collections.cycles, { cycle: '2019' }, sampleCycle({ id: '2019' }));
  await world.store.put(collections.units, { cycle: '2019', unit: '002' }, sampleUnit({ cycle: '2019' }));
}

/** Three requests of 2018: one granted in time, one refused late, one of a company still open. */
async function aYear() {
  const granted = await record(world);
  await answer(world, granted.id, '2018-03-20');
  const late = await record(world);
  await answer(world, late.id, '2018-05-02', 'refused-process');
  return record(world, { applicant: company });
}

describe('a unit’s annual report', () => {
  test('is filled from its ledger, balances, and names what looks odd', async () => {
    await aYear();
    const report = annualReportView.parse(await reportOf());
    expect(report).toMatchObject({
      format: 'annual-report/2021',
      year: '2018',
      unit: '002',
      name: '商务局',
      dueOn: '2019-03-31',
      asOf: '2018-06-15',
    });
    expect(total(report, 'received')).toBe(3);
    expect(total(report, 'granted')).toBe(1);
    expect(total(report, 'refused-process')).toBe(1);
    expect(total(report, 'carried-on')).toBe(1);
    for (const { came, went } of report.balance) expect(came).toBe(went);
    expect(report.findings.map((finding) => finding.code)).toEqual([
      'later-form',
      'year-not-over',
      'overdue',
      'answered-late',
    ]);
  });

  test('of the next year begins with what the last one carried on, and compares with it', async () => {
    await nextYear();
    const open = await aYear();
    world.clock.set('2019-06-03T04:00:00.000Z');
    await answer(world, open.id, '2019-06-03');
    const [before, after] = [await reportOf('2018'), await reportOf('2019')];
    expect(total(before, 'carried-on')).toBe(1);
    expect(total(after, 'carried-in')).toBe(1);
    expect(total(after, 'granted')).toBe(1);
    expect(total(after, 'received')).toBe(0);
    expect(after.dueOn).toBe('2020-01-31');
    expect(after.findings.map((finding) => finding.code)).toContain('choice-open');
  });

  test('is for the unit and for those who read all units; it has no applicant in it', async () => {
    await aYear();
    for (const member of [people.clerk002, people.admin, people.reviewer, people.signer]) {
      expect(JSON.stringify(await reportOf('2018', member))).not.toMatch(/张三丰|演示公司|138/);
    }
    await expect(reportOf('2018', people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    await expect(reportOf('2017')).rejects.toMatchObject({ code: 'unit-unknown' });
  });
});

describe('the county’s annual report', () => {
  test('adds up its units, and is due when the county’s is', async () => {
    await nextYear();
    await aYear();
    const at15 = { cycle: '2018', unit: '015' };
    await recordRequest(world)(asked(people.clerk015, at15, sampleRequestEntry(), freshKey()));
    const county = await getCountyAnnualReport(world)(asked(people.admin, { cycle: '2018' }, undefined));
    expect(county).toMatchObject({ unit: null, name: '大英县人民政府办公室', dueOn: '2019-03-31' });
    expect(total(county, 'received')).toBe(4);
    expect(total(county, 'carried-on')).toBe(2);
    for (const { came, went } of county.balance) expect(came).toBe(went);
    const next = await getCountyAnnualReport(world)(asked(people.admin, { cycle: '2019' }, undefined));
    expect(next).toMatchObject({ dueOn: '2020-03-31' });
    // Unit 015 is not among 2019's units here, so what it carried on is not either.
    expect(total(next, 'carried-in')).toBe(1);
  });

  test('adds up a thousand units and no more: one call has no time for a province', async () => {
    const unitsTo = async (last: number) => {
      for (let number = 1; number <= last; number += 1) {
        const unit = sampleUnit({ cycle: '2019', id: String(1000 + number) });
        await world.store.put(collections.units, { cycle: '2019', unit: unit.id }, unit);
      }
    };
    await world.store.put(collections.cycles, { cycle: '2019' }, sampleCycle({ id: '2019' }));
    const county = () => getCountyAnnualReport(world)(asked(people.admin, { cycle: '2019' }, undefined));
    await unitsTo(1000);
    expect(total(await county(), 'received')).toBe(0);
    await unitsTo(1001);
    await expect(county()).rejects.toMatchObject({
      code: 'too-many-units',
      details: { units: 1001, most: 1000 },
    });
  });
});

describe('the draft', () => {
  test('is a Word file under the unit’s own name, with the ledger’s figures and no applicant', async () => {
    await aYear();
    const file = await getAnnualReportDraft({ ...world, writeAnnualReport: annualReportDocx })(
      asked(people.clerk002, in002, undefined),
    );
    expect(file.name).toBe('商务局2018年政府信息公开工作年度报告（草稿）.docx');
    expect(file.contentType).toMatch(/wordprocessingml\.document$/);
    const draft = readDocx(new Uint8Array(Buffer.from(file.base64, 'base64')));
    const numbers = draft.tables
      .at(-2)!
      .slice(3)
      .map((row) => row.slice(3));
    const report = await reportOf();
    expect(numbers).toEqual(report.requests.rows.map((row) => row.cells.map(String)));
    const said = draft.paragraphs.map(({ text }) => text).join('\n');
    for (const finding of report.findings) expect(said).toContain(finding.words.zh);
    expect(draft.xml).not.toMatch(/张三丰|演示公司|138/);
  });
});
