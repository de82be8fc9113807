import { describe, expect, test } from 'vitest';
import { auditFiles } from '../../../../functions/api-audit/audit-files.ts';
import { exportAuditTrail } from '../../../../shared/app/audit/export-audit-trail.ts';
import { listAuditTrail, listUnitAuditTrail } from '../../../../shared/app/audit/list-audit-trail.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import { fileContacts } from '../../../../shared/app/contacts/file-contacts.ts';
import { auditRoutes } from '../../../../shared/contracts/audit-routes.ts';
import { auditEntryView } from '../../../../shared/contracts/audit-views.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { hashedText } from '../../../../shared/domain/audit/audit-event.ts';
import { Refusal } from '../../../../shared/domain/errors.ts';
import { answering } from '../../../../shared/ports/caller.ts';
import { noon, sampleEntry, sampleMember } from '../../../support/builders.ts';
import { sampleContacts } from '../../../support/contacts.ts';
import { parseCsv } from '../../report/read-back.ts';
import { asked, audit, in002, memoryFiles, people, sampleWorld, type World } from '../world.ts';

const cycle = { cycle: '2018' };

async function add(world: World, unit: string, title: string, key: string) {
  const clerk = unit === '002' ? people.clerk002 : people.clerk015;
  return addRegisterRows(world)(asked(clerk, { ...cycle, unit }, { rows: [sampleEntry({ title })] }, key));
}

async function list(world: World, query: Readonly<Record<string, string>> = {}) {
  const call = { member: people.admin, key: '', params: cycle, body: undefined };
  const page = await listAuditTrail(world)({
    ...call,
    query: auditRoutes.listAuditTrail.query.parse(query),
  });
  return { next: page.next, items: page.items.map((each) => auditEntryView.parse(each)) };
}

/** A world with a change in each of two units, on two days, and the loading of the year before them. */
async function someTrail() {
  const world = await sampleWorld();
  world.clock.set('2018-06-16T01:00:00.000Z');
  const { items } = await answering({ address: '192.0.2.7', request: 'r-1', correlation: null }, () =>
    add(world, '002', '甲', 'key-0000000000000001'),
  );
  world.clock.set('2018-06-17T15:59:59.999Z');
  await add(world, '015', '乙', 'key-0000000000000002');
  world.clock.set('2018-06-17T16:00:00.000Z');
  await withdrawRegisterRow(world)(
    asked(people.clerk002, { ...in002, row: items[0]?.id ?? '' }, { reason: '误登' }),
  );
  return world;
}

describe('the trail of a year', () => {
  test('is read the newest first, in people’s words: who, from where, what, before and after', async () => {
    const { items, next } = await list(await someTrail());
    expect(items.slice(0, 3).map((each) => [each.at, each.actor.name.zh, each.label.zh, each.from])).toEqual([
      ['2018-06-17T16:00:00.000Z', people.clerk002.displayName, '撤销公开信息', null],
      ['2018-06-17T15:59:59.999Z', people.clerk015.displayName, '登记公开信息', null],
      ['2018-06-16T01:00:00.000Z', people.clerk002.displayName, '登记公开信息', '192.0.2.7'],
    ]);
    expect(items[0]?.place).toEqual({
      area: 'unit',
      label: { zh: '台账与材料', en: 'Register and evidence' },
      unit: '002',
      body: null,
      name: '商务局',
    });
    expect(items[0]?.changes).toEqual([
      {
        record: { zh: '公开信息', en: 'register row' },
        isNew: false,
        fields: [
          {
            label: { zh: '状态', en: 'status' },
            before: { zh: '有效', en: 'current' },
            after: { zh: '已撤回', en: 'withdrawn' },
          },
          {
            label: { zh: '撤销理由', en: 'why withdrawn' },
            before: null,
            after: { zh: '误登', en: '误登' },
          },
        ],
      },
    ]);
    expect(items.at(-1)?.actor.name.zh).toBe('系统');
    expect(next).toBeNull();
  });

  test.each([
    [{ unit: '002' }, 2],
    [{ unit: '015' }, 1],
    [{ actor: 'clerk-015' }, 1],
    [{ kind: 'register.withdraw' }, 1],
    [{ area: 'unit' }, 3],
    [{ area: 'body', unit: '002' }, 0],
    // Days are those of Shanghai: 16:00 UTC is the next day's first moment.
    [{ from: '2018-06-17', to: '2018-06-17' }, 1],
    [{ from: '2018-06-18' }, 1],
    [{ to: '2018-06-16', area: 'unit' }, 1],
    [{ from: '2018-06-17', to: '2018-06-18', unit: '002', kind: 'register.withdraw' }, 1],
  ])('is filtered: %j gives %i entries', async (filter, count) => {
    expect((await list(await someTrail(), filter)).items).toHaveLength(count);
  });

  test('comes page by page without a gap or a repetition, also over the turn of a year', async () => {
    const world = await sampleWorld();
    for (let place = 1; place <= 7; place += 1) {
      const at = place <= 3 ? '2018-12-31T10:00:00.000Z' : '2019-01-01T10:00:00.000Z';
      const entry = { ...audit('register.add'), at };
      await world.store.commit({ stream: streams.unit('2018', '002'), writes: [], audit: entry });
    }
    const seen: number[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page = await list(world, { unit: '002', limit: '2', ...(after === '' ? {} : { after }) });
      seen.push(...page.items.map((each) => each.number));
      after = page.next;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('says that contacts were filed, and nobody’s name or number', async () => {
    const world = await sampleWorld();
    const entry = sampleContacts();
    await fileContacts(world)(asked(people.clerk002, in002, entry));
    const { items } = await list(world, { area: 'contacts' });
    expect(items[0]?.label.zh).toBe('填报联系人员');
    expect(items[0]?.changes[0]?.fields).toContainEqual({
      label: { zh: '填报内容', en: 'what was filled in' },
      before: null,
      after: { zh: '•••', en: '•••' },
    });
    const stored = JSON.stringify(await world.store.events(streams.contacts('2018', '002')));
    expect(stored).not.toContain(entry.leader.name);
    expect(stored).not.toContain(entry.unitPhone);
  });
});

describe('an auditor', () => {
  const auditor = (scope: Readonly<{ cycles?: string[]; units?: string[] }>) =>
    sampleMember('auditor', [{ role: 'auditor', until: '2099-12-31', cycles: [], units: [], ...scope }]);

  test('of one unit reads that unit’s trail', async () => {
    const call = { member: auditor({ units: ['015'] }), key: '', body: undefined };
    const { items } = await listUnitAuditTrail(await someTrail())({
      ...call,
      params: { ...cycle, unit: '015' },
      query: auditRoutes.listUnitAuditTrail.query.parse({}),
    });
    expect(items.map(({ place }) => place.unit)).toEqual(['015']);
  });

  test.each([
    [{ cycles: ['2018'] }, 'outside-audit'],
    [{ units: ['015'] }, 'outside-audit'],
    [{}, 'ok'],
  ])('of the scope %j who asks for what belongs to no year: %s', async (scope, outcome) => {
    const world = await sampleWorld();
    const query = auditRoutes.listAuditTrail.query.parse({ of: 'installation' });
    const call = { member: auditor(scope), key: '', params: cycle, query, body: undefined };
    const answer = listAuditTrail(world)(call).then(
      () => 'ok',
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );
    expect(await answer).toBe(outcome);
  });
});

describe('the trail as a file', () => {
  async function exported(world: World, query: Readonly<{ format: 'csv' | 'jsonl'; unit?: string }>) {
    const imports = memoryFiles();
    const links = {
      upload: () => Promise.reject(new Error('nothing is uploaded')),
      download: async (key: string) => ({ url: `https://store.example/${key}`, expiresAt: noon }),
    };
    const answer = await exportAuditTrail({ ...world, imports, links, auditFiles })({
      ...asked(people.admin, cycle, undefined),
      query: auditRoutes.exportAuditTrail.query.parse(query),
    });
    const [key] = imports.written;
    expect(answer.url).toBe(`https://store.example/${key ?? ''}`);
    return imports.text(key ?? '');
  }

  test('as JSON lines has every entry as it is chained, each stream from its beginning', async () => {
    const world = await someTrail();
    const before = await world.store.events(streams.unit('2018', '002'));
    const [heading, ...lines] = (await exported(world, { format: 'jsonl', unit: '002' })).trim().split('\n');
    expect(JSON.parse(heading ?? '')).toEqual({
      format: 'biaochi-trail/2',
      cycle: '2018',
      madeAt: '2018-06-17T16:00:00.000Z',
      filter: { of: 'cycle', unit: '002' },
      entries: 2,
    });
    expect(lines).toEqual(before.map((event) => `["${event.hash}",${hashedText(event)}]`));
  });

  test('as CSV gives back the words of the changes, and no cell runs as a formula', async () => {
    const world = await sampleWorld();
    await add(world, '002', '=cmd|calc', 'key-0000000000000001');
    const text = await exported(world, { format: 'csv', unit: '002' });
    const [headings, row] = parseCsv(text);
    expect(headings?.slice(0, 4)).toEqual(['时间', '人员', '来源地址', '操作']);
    expect(row?.[8]).toContain('标题：=cmd|calc');
    expect(row?.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
  });

  test('goes on record: who took what out', async () => {
    const world = await someTrail();
    await exported(world, { format: 'csv', unit: '002' });
    const [entry] = await world.store.events(streams.auditExports('2018'));
    expect(entry).toMatchObject({
      actor: people.admin.subject,
      action: 'audit.export',
      details: { format: 'csv', entries: 2, of: 'cycle', unit: '002' },
    });
  });
});
