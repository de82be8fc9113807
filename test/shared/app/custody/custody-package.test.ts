import { strToU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustodyPackage } from '../../../../shared/app/custody/make-custody-package.ts';
import { withdrawReport } from '../../../../shared/app/re-evaluation/withdraw-report.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { CustodyPackageView } from '../../../../shared/contracts/custody-routes.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { custodyLimits } from '../../../../shared/domain/custody/custody-package.ts';
import { evidence, type Evidence } from '../../../../shared/domain/evidence/evidence.ts';
import { custodyOf, type Custody } from '../../../support/custody.ts';
import { filledYear, inYear, publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { asked, goodVerdict, people, sampleWorld } from '../world.ts';

/** A year's whole record: asked for, packed in the background, handed out. */

let year: FilledYear;
let custody: Custody;
beforeEach(async () => {
  year = await publishedYear();
  custody = custodyOf(year);
});

const order = (id: string) => storageKeys.custodyOrder({ ...inYear, id });
/** What is said of a package that could not be made; nothing of any other. */
const why = (state: CustodyPackageView['state'] | undefined) =>
  state?.status === 'failed' ? state.message.zh : '';
const actions = async () =>
  (await year.world.store.events(streams.custody('2018'))).map(({ action, actor }) => [action, actor]);

/** An accepted piece of unit 002 with one file, and the file itself. */
async function accept(of: Readonly<{ content: string; size?: number; name?: string }>): Promise<Evidence> {
  const [id, file] = ['e'.repeat(26), 'f'.repeat(26)];
  const piece = evidence.parse({
    cycle: '2018',
    unit: '002',
    id,
    items: ['C6'],
    title: '会议纪要',
    note: null,
    channel: null,
    files: [
      {
        status: 'inspected',
        id: file,
        declared: {
          name: of.name ?? '张三的会议纪要.PDF',
          size: of.size ?? of.content.length,
          contentType: 'application/pdf',
          sha256: createHash('sha256').update(of.content).digest('hex'),
        },
        objectVersion: null,
        verdict: goodVerdict,
        fingerprint: null,
      },
    ],
    links: [],
    replaces: null,
    requestedAt: '2018-06-01T01:00:00.000Z',
    changedAt: '2018-06-01T01:00:00.000Z',
    status: 'accepted',
    reviewedBy: people.reviewer.subject,
    reviewedAt: '2018-06-02T01:00:00.000Z',
  });
  await year.world.store.put(collections.evidence, { ...inYear, unit: '002', evidence: id }, piece);
  await custody.evidenceFiles.write(
    storageKeys.evidenceFile({ ...inYear, unit: '002', evidence: id, file }),
    strToU8(of.content),
  );
  return piece;
}

describe('a package', () => {
  test('is asked for, made when the order comes, and fetched by a link; each step is written down with who did it', async () => {
    const asked = await custody.request();
    expect(asked).toMatchObject({
      revision: 1,
      evidenceFiles: false,
      state: { status: 'making', done: 0, total: 0, stalled: false },
    });
    expect(custody.custody.written).toEqual([order(asked.id)]);
    await expect(custody.link(asked.id)).rejects.toMatchObject({ code: 'package-not-ready' });

    expect(await custody.make(order(asked.id))).toBe('ready');
    const { items } = await custody.list();
    expect(items).toMatchObject([
      { id: asked.id, state: { status: 'ready', expiresAt: '2026-03-08T01:00:00.000Z' } },
    ]);
    const link = await custody.link(asked.id, people.secondAdmin);
    expect(link.url).toContain(
      `${storageKeys.custodyPackage({ ...inYear, id: asked.id })}?as=2018-r1-custody.zip`,
    );
    expect(await actions()).toEqual([
      ['custody.request', people.admin.subject],
      ['custody.make', 'system:make-custody-package'],
      ['custody.hand-out', people.secondAdmin.subject],
    ]);
  });

  test('is one package for one call, however often it is made: the order is left again, which does no harm', async () => {
    const [first, again] = [
      await custody.request(false, people.admin, 'once'),
      await custody.request(false, people.admin, 'once'),
    ];
    expect(again.id).toBe(first.id);
    await expect(custody.request(true, people.admin, 'once')).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(await custody.make(order(first.id))).toBe('ready');
    expect(await custody.make(order(first.id))).toBe('done-before');
    expect((await custody.list()).items).toHaveLength(1);
  });

  test('says how far it is while it is made', async () => {
    const { id } = await custody.request();
    const seen: CustodyPackageView['state'][] = [];
    const { write } = custody.packages;
    const watched = {
      ...custody.deps,
      packages: {
        write: async (...[key, body, type]: Parameters<typeof write>) => {
          const answer = await write(key, body, type);
          seen.push(...(await custody.list()).items.map((each) => each.state));
          return answer;
        },
      },
    };
    await makeCustodyPackage(watched, () => custody.time.now)(order(id));
    const [state] = seen;
    if (state?.status !== 'making') throw new Error('it is made');
    expect([state.stalled, state.total > 10, state.done]).toEqual([false, true, state.total]);
  });

  test('that nothing moves for long has come to a standstill; after its days it is removed, and is asked for anew', async () => {
    const stuck = await custody.request();
    const isStalled = async () =>
      (await custody.list()).items.map(({ state }) => 'stalled' in state && state.stalled);
    // It was not begun, and its date is the evaluation's; then it was, and real time counts.
    year.world.clock.set('2019-01-05T01:19:00.000Z');
    expect(await isStalled()).toEqual([false]);
    year.world.clock.set('2019-01-05T01:21:00.000Z');
    expect(await isStalled()).toEqual([true]);
    const place = { ...inYear, id: stuck.id };
    const begun = { ...place, done: 1, total: 9, at: '2026-03-01T01:00:00.000Z' };
    await year.world.store.put(collections.custodyProgress, place, begun);
    expect(await isStalled()).toEqual([false]);
    custody.time.now = new Date('2026-03-01T01:21:00.000Z');
    expect(await isStalled()).toEqual([true]);
    expect(await custody.make(order(stuck.id))).toBe('ready');
    custody.time.now = new Date('2026-03-08T01:21:00.000Z');
    expect((await custody.list()).items[0]?.state).toMatchObject({ status: 'expired' });
    await expect(custody.link(stuck.id)).rejects.toMatchObject({ code: 'package-expired' });
  });

  test('whose making breaks off is made when the order comes again', async () => {
    const { id } = await custody.request();
    const inputs = storageKeys.reportFile({ ...inYear, run: '0001', file: 'inputs.json' });
    const body = year.machine.reports.held.get(inputs)!;
    year.machine.reports.held.delete(inputs);
    await expect(custody.make(order(id))).rejects.toThrow('is not there');
    year.machine.reports.held.set(inputs, body);
    expect(await custody.make(order(id))).toBe('ready');
  });

  test('holds the report that was asked for: one that was withdrawn meanwhile is not packed, and the console says why', async () => {
    const { id } = await custody.request();
    await withdrawReport(custody.deps)(asked(people.signer, inYear, { reason: '有误', hidesEarlier: false }));
    expect(await custody.make(order(id))).toBe('failed');
    expect(why((await custody.list()).items[0]?.state)).toMatch(/撤回/);
    expect((await actions()).at(-1)).toEqual(['custody.fail', 'system:make-custody-package']);
  });

  test('is not to be had of a year that is not published; orders for nothing do nothing', async () => {
    year = await filledYear();
    custody = custodyOf(year);
    await expect(custody.request()).rejects.toMatchObject({ code: 'nothing-published' });
    expect(await custody.make('custody/orders/2018/x.json')).toBe('no-order');
    expect(await custody.make(order('0'.repeat(26)))).toBe('unknown');
    await expect(custody.link('0'.repeat(26))).rejects.toMatchObject({ code: 'package-unknown' });
    const world = await sampleWorld();
    expect(await world.store.all(collections.custodyPackages, inYear)).toEqual([]);
  });
});

describe('the evidence of a package', () => {
  const contents = async (withEvidence: boolean) => unzipSync((await custody.packed(withEvidence)).archive);
  const path = `evidence/files/002/${'e'.repeat(26)}/${'f'.repeat(26)}.pdf`;

  test('is a list by hash; the accepted files are there where they were asked for, by their ids and never by their names', async () => {
    await accept({ content: '纪要', size: 6 });
    const without = await contents(false);
    expect(Object.keys(without).filter((name) => name.startsWith('evidence/files/'))).toEqual([]);
    const files = await contents(true);
    expect(Object.keys(files).filter((name) => name.startsWith('evidence/files/'))).toEqual([path]);
    expect(new TextDecoder().decode(files[path])).toBe('纪要');
    expect(new TextDecoder().decode(files['evidence/002.json'])).toContain('"status": "accepted"');
    const all = Object.values(files)
      .map((body) => new TextDecoder().decode(body))
      .join('');
    expect(all).not.toContain('张三');
  });

  test('that would not fit is refused with what there is and what fits; without the files it is packed', async () => {
    await accept({ content: '纪要' });
    const piece = (await year.world.store.all(collections.evidence, { ...inYear, unit: '002' }))[0]!.value;
    const [file] = piece.files;
    const most = 104_857_600;
    const count = Math.ceil(custodyLimits.evidenceBytes / most / 20) + 1;
    for (let at = 0; at < count; at += 1) {
      const id = String(at).padStart(26, '0');
      const files = Array.from({ length: 20 }, () => ({
        ...file!,
        declared: { ...file!.declared, size: most },
      }));
      await year.world.store.put(
        collections.evidence,
        { ...inYear, unit: '002', evidence: id },
        {
          ...piece,
          id,
          files,
        },
      );
    }
    await expect(custody.request(true)).rejects.toMatchObject({
      code: 'package-too-large',
      details: { mostMegabytes: 2147 },
    });
    expect(await custody.request(false)).toMatchObject({ state: { status: 'making' } });
  });

  test('that is no longer what was judged stops the package, and which file it is, is said', async () => {
    await accept({ content: '纪要' });
    await custody.evidenceFiles.write(
      storageKeys.evidenceFile({ ...inYear, unit: '002', evidence: 'e'.repeat(26), file: 'f'.repeat(26) }),
      strToU8('别的'),
    );
    const { view } = await custody.packed(true);
    expect(why(view.state)).toContain(path);
  });
});
