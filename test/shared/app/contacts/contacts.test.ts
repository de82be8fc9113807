import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { attachContactsScan } from '../../../../shared/app/contacts/attach-contacts-scan.ts';
import { exportContacts } from '../../../../shared/app/contacts/export-contacts.ts';
import { fileContacts } from '../../../../shared/app/contacts/file-contacts.ts';
import { getContactsHistory } from '../../../../shared/app/contacts/get-contacts-history.ts';
import { getContactsScan } from '../../../../shared/app/contacts/get-contacts-scan.ts';
import { getContacts } from '../../../../shared/app/contacts/get-contacts.ts';
import { listContacts } from '../../../../shared/app/contacts/list-contacts.ts';
import { removeContacts } from '../../../../shared/app/contacts/remove-contacts.ts';
import { requestContactsScan } from '../../../../shared/app/contacts/request-contacts-scan.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import type { ContactsState } from '../../../../shared/domain/contacts/contacts-states.ts';
import type { DeclaredFile } from '../../../../shared/domain/evidence/declared-file.ts';
import type { EvidenceInspector, EvidenceLinks } from '../../../../shared/ports/services.ts';
import { contactsFiles } from '../../../../shared/report/contacts-files.ts';
import { noon } from '../../../support/builders.ts';
import { sampleContacts, samplePerson } from '../../../support/contacts.ts';
import { parseCsv } from '../../report/read-back.ts';
import {
  asked,
  audit,
  badVerdict,
  changes,
  goodVerdict,
  in002,
  inertLinks,
  memoryFiles,
  people,
  sampleWorld,
  unitIds,
} from '../world.ts';

const stream = streams.contacts('2018', '002');
const scanBytes = new TextEncoder().encode('%PDF-1.4 a scan');
const scanFile: DeclaredFile = {
  name: '商务局登记表.pdf',
  size: scanBytes.length,
  contentType: 'application/pdf',
  sha256: createHash('sha256').update(scanBytes).digest('hex'),
};

async function contactsWorld(verdict = goodVerdict) {
  const world = await sampleWorld();
  const scans = memoryFiles();
  const links: EvidenceLinks = {
    upload: async (key) => ({ url: `https://store.example/${key}`, headers: {}, expiresAt: noon }),
    download: async (key, file) => ({
      url: `https://store.example/${key}?name=${encodeURIComponent(file.name)}`,
      expiresAt: noon,
    }),
  };
  const inspector: EvidenceInspector = {
    inspect: async (key) =>
      scans.held.has(key) ? { verdict, objectVersion: '1', fingerprint: null } : 'no-object',
  };
  return { ...world, scans, links, inspector, contactsFiles };
}
type ContactsWorld = Awaited<ReturnType<typeof contactsWorld>>;

const file = (
  world: ContactsWorld,
  entry = sampleContacts(),
  member: typeof people.clerk002 = people.clerk002,
) => fileContacts(world)(asked(member, in002, entry));
const see = (world: ContactsWorld) => getContacts(world)(asked(people.clerk002, in002, undefined));

/** Uploads a scan as a browser does, by the link it is given. */
async function upload(world: ContactsWorld, key = 'key-0000000000000001'): Promise<string> {
  const { link } = await requestContactsScan(world)(asked(people.clerk002, in002, { file: scanFile }, key));
  await world.scans.write(decodeURIComponent(new URL(link.url).pathname.slice(1)), scanBytes);
  return link.file;
}
const attach = (world: ContactsWorld, scan: string, version = 1, of = scanFile) =>
  attachContactsScan(world)(asked(people.clerk002, { ...in002, scan }, { file: of, version }));

describe('filing', () => {
  test('a unit that has filed nothing is told by when it should, and from the day after how late it is', async () => {
    const world = await contactsWorld();
    world.clock.set('2018-04-20T15:59:59.999Z');
    expect(await see(world)).toMatchObject({
      state: 'missing',
      dueOn: '2018-04-20',
      daysLate: 0,
      entry: null,
    });
    world.clock.set('2018-04-20T16:00:00.000Z');
    expect(await see(world)).toMatchObject({ state: 'missing', daysLate: 1 });
  });

  test('a form is filed, and filing what it says already changes nothing', async () => {
    const world = await contactsWorld();
    expect(await file(world)).toMatchObject({ state: 'unsealed', version: 1, entry: sampleContacts() });
    expect(await changes(world, stream)).toBe(1);
    expect(await file(world)).toMatchObject({ version: 1 });
    expect(await changes(world, stream)).toBe(1);
  });

  test('a change makes a new version and keeps the old one, with who, when and what, for the admins', async () => {
    const world = await contactsWorld();
    await file(world);
    world.clock.set('2018-09-03T02:00:00.000Z');
    const later = sampleContacts({ staff: [samplePerson({ name: '演示乙' })] });
    expect(await file(world, later)).toMatchObject({ version: 2, entry: later });
    const history = await getContactsHistory(world)(asked(people.admin, in002, undefined));
    expect(await getContactsHistory(world)(asked(people.clerk002, in002, undefined))).toEqual(history);
    expect(history.versions).toEqual([
      {
        version: 2,
        entry: later,
        filedAt: '2018-09-03T02:00:00.000Z',
        filedBy: people.clerk002.displayName,
        changed: ['staff'],
      },
      {
        version: 1,
        entry: sampleContacts(),
        filedAt: '2018-06-15T04:00:00.000Z',
        filedBy: people.clerk002.displayName,
        changed: [],
      },
    ]);
  });

  test('two who file the first form at once do not overwrite each other: the second is asked to look again', async () => {
    const world = await contactsWorld();
    let first = true;
    const racing: typeof world.store = {
      ...world.store,
      get: async (from, id) => {
        const found = await world.store.get(from, id);
        if (from.name === 'contact-form' && first) {
          first = false;
          await file(world);
        }
        return found;
      },
    };
    await expect(file({ ...world, store: racing })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  test('after the year was frozen people still change: the form goes on', async () => {
    const world = await contactsWorld();
    await world.store.setFrozen(streams.unit('2018', '002'), '0001', audit('stream.freeze'));
    world.clock.set('2019-01-20T04:00:00.000Z');
    expect(await file(world)).toMatchObject({ version: 1 });
  });
});

describe('the sealed scan', () => {
  test('is inspected, kept apart from uploads, and makes the form complete', async () => {
    const world = await contactsWorld();
    await file(world);
    const scan = await upload(world);
    expect(await attach(world, scan)).toMatchObject({
      state: 'sealed',
      daysLate: 0,
      scan: { id: scan, version: 1, name: scanFile.name },
      changedSinceSealed: false,
    });
    const kept = storageKeys.contactsScan({ ...in002, scan }, 'kept');
    expect(world.scans.held.get(kept)).toEqual(scanBytes);
    const link = await getContactsScan(world)(asked(people.admin, { ...in002, scan }, undefined));
    expect(link.url).toContain(kept);
  });

  test('attached twice is attached once', async () => {
    const world = await contactsWorld();
    await file(world);
    const scan = await upload(world);
    await attach(world, scan);
    await attach(world, scan);
    expect(await changes(world, stream)).toBe(2);
  });

  test('of an older printing is refused: the page would seal what nobody signed', async () => {
    const world = await contactsWorld();
    await file(world);
    const scan = await upload(world);
    await file(world, sampleContacts({ office: '综合股' }));
    await expect(attach(world, scan, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(await attach(world, scan, 2)).toMatchObject({ state: 'sealed', scan: { version: 2 } });
  });

  test('stays with the form when it is changed afterwards, and the form says that it was changed since', async () => {
    const world = await contactsWorld();
    await file(world);
    await attach(world, await upload(world));
    const changed = await file(world, sampleContacts({ office: '综合股' }));
    expect(changed).toMatchObject({ state: 'sealed', version: 2, changedSinceSealed: true });
    const again = await attach(world, await upload(world, 'key-0000000000000002'), 2);
    expect(again).toMatchObject({ changedSinceSealed: false, scan: { version: 2 } });
  });

  test('that never arrived is refused', async () => {
    const world = await contactsWorld();
    await file(world);
    await expect(attach(world, '0'.repeat(26))).rejects.toMatchObject({ code: 'scan-not-uploaded' });
  });

  test('that inspection does not let through is refused with the reason, and nothing of it is kept', async () => {
    const world = await contactsWorld(badVerdict);
    await file(world);
    const scan = await upload(world);
    await expect(attach(world, scan)).rejects.toMatchObject({
      code: 'scan-not-accepted',
      findings: [{ pointer: '/body/file', code: 'hash-differs' }],
    });
    expect(world.scans.held.has(storageKeys.contactsScan({ ...in002, scan }, 'kept'))).toBe(false);
  });

  test('whose form moved on while it was kept is emptied again: what no form names is removed by no rule', async () => {
    const world = await contactsWorld();
    await file(world);
    const scan = await upload(world);
    const scans = {
      ...world.scans,
      read: async (key: string) => {
        await file(world, sampleContacts({ office: '综合股' }));
        return world.scans.read(key);
      },
    };
    await expect(attach({ ...world, scans }, scan)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(world.scans.text(storageKeys.contactsScan({ ...in002, scan }, 'kept'))).toBe('');
  });

  test.each([
    ['a spreadsheet', { ...scanFile, name: '登记表.xlsx' }],
    ['a file beyond 10 MB', { ...scanFile, size: 10_485_761 }],
    ['a name that turns text around', { ...scanFile, name: '登记表\u202efdp.pdf' }],
  ])('%s gets no link', async (_, wrong) => {
    const world = await contactsWorld();
    await file(world);
    const call = requestContactsScan({ ...world, links: inertLinks });
    await expect(call(asked(people.clerk002, in002, { file: wrong }))).rejects.toMatchObject({
      code: 'scan-not-accepted',
    });
  });
});

describe('the county office', () => {
  test('sees every unit in annex order, those without a form among them, by state if it wishes', async () => {
    const world = await contactsWorld();
    await file(world);
    const list = (state?: ContactsState, limit = 50, after?: string) =>
      listContacts(world)({
        ...asked(people.admin, { cycle: '2018' }, undefined),
        query: { limit, after, state },
      });
    const all = await list();
    expect(all.items.map((line) => line.unit)).toEqual(unitIds);
    expect(all.items.find((line) => line.unit === '002')).toMatchObject({
      name: '商务局',
      state: 'unsealed',
    });
    expect((await list('missing')).items).toHaveLength(unitIds.length - 1);
    const first = await list(undefined, 2);
    expect(first.next).toBe('002');
    expect((await list(undefined, 50, first.next ?? '')).items.map((line) => line.unit)).toEqual(
      unitIds.slice(2),
    );
  });

  const exported = async (
    world: ContactsWorld,
    format: 'xlsx' | 'csv',
    key = `key-of-an-export-${format}`,
  ) => {
    const made = await exportContacts(world)(asked(people.admin, { cycle: '2018' }, { format }, key));
    return { ...made, bytes: Buffer.from(made.base64, 'base64') };
  };

  test('takes all contacts out as a workbook and as CSV with the same cells, under a Chinese name', async () => {
    const world = await contactsWorld();
    await file(
      world,
      sampleContacts({ office: '=1+1', staff: [samplePerson(), samplePerson({ name: '演示乙' })] }),
    );
    const book = await exported(world, 'xlsx');
    expect(book.name).toBe('2018年政务公开工作联系人员.xlsx');
    const { sheets } = await readXlsx(book.bytes);
    const rows = sheets[0]!.rows.map((row) =>
      Array.from({ length: 12 }, (_, column) => String(row[column] ?? '')),
    );
    expect(rows[0]).toEqual([
      '序号',
      '单位',
      '单位电话',
      '承办科室',
      '类别',
      '姓名',
      '职务',
      '办公电话',
      '手机',
      'QQ',
      '填报日期',
      '盖章扫描件',
    ]);
    // 商务局 has a leader and two of staff; the four others one line each that says there is no form.
    expect(rows).toHaveLength(1 + 3 + 4);
    expect(rows.filter((row) => row[1] === '商务局').map((row) => [row[4], row[5], row[8]])).toEqual([
      ['分管领导', '演示领导', '13900000000'],
      ['信息工作人员', '演示甲', '13900000001'],
      ['信息工作人员', '演示乙', '13900000001'],
    ]);
    expect(rows.filter((row) => row[11] === '未报').map((row) => row[1])).toEqual([
      '政府办',
      '政务服务中心',
      '民政局',
      '蓬莱镇',
    ]);
    const csv = parseCsv((await exported(world, 'csv')).bytes.toString('utf8'));
    const plain = csv.map((row) => row.map((cell) => cell.replace(/^'/, '')));
    expect(plain).toEqual(rows);
    expect(csv.flat()).toContain("'=1+1");
  });

  test('leaves on record who took them out, when and how many, and nothing of them', async () => {
    const world = await contactsWorld();
    await file(world);
    await exported(world, 'csv');
    const [event] = await world.store.events(streams.contactExports('2018'));
    expect(event).toMatchObject({
      actor: people.admin.subject,
      action: 'contacts.export',
      details: { format: 'csv', forms: 1 },
    });
  });

  test('repeated because its answer was lost is the same file and one entry; another time it is another entry', async () => {
    const world = await contactsWorld();
    await file(world);
    const first = await exported(world, 'csv');
    world.clock.set(new Date(Date.parse(await world.clock.now()) + 10 * 60_000).toISOString());
    expect(await exported(world, 'csv')).toEqual(first);
    expect(await world.store.events(streams.contactExports('2018'))).toHaveLength(1);
    await exported(world, 'csv', 'key-of-another-export');
    expect(await world.store.events(streams.contactExports('2018'))).toHaveLength(2);
  });

  test('takes nothing out unseen: a key is good for a quarter of an hour and for what was taken out with it', async () => {
    const world = await contactsWorld();
    await file(world);
    await exported(world, 'csv', 'key-of-an-export');
    const reused = { code: 'idempotency-key-reused' };
    await expect(exported(world, 'xlsx', 'key-of-an-export')).rejects.toMatchObject(reused);
    world.clock.set(new Date(Date.parse(await world.clock.now()) + 16 * 60_000).toISOString());
    await expect(exported(world, 'csv', 'key-of-an-export')).rejects.toMatchObject(reused);
  });
});

test('no audit entry says anything of a contact: a chain that is kept for ever must not hold what is to be removed', async () => {
  const world = await contactsWorld();
  await file(world);
  await attach(world, await upload(world));
  await file(world, sampleContacts({ leader: samplePerson({ name: '演示丙' }) }));
  const told = JSON.stringify(await world.store.events(stream));
  expect(told).toContain('contacts.seal');
  expect(told).not.toMatch(/演示|1390000|780000|10000\d"|登记表|办公室/);
});

describe('removal', () => {
  const removedEverything = async (world: ContactsWorld) => {
    const form = await world.store.get(collections.contactForms, in002);
    const versions = await world.store.all(collections.contactFormVersions, in002);
    const left = JSON.stringify([form, versions.map((each) => each.value)]);
    expect(left).not.toMatch(/演示|139|7800/);
    for (const [key, bytes] of world.scans.held) if (key.includes('/kept/')) expect(bytes).toHaveLength(0);
  };
  async function filledWorld() {
    const world = await contactsWorld();
    await file(world);
    await attach(world, await upload(world));
    await file(world, sampleContacts({ office: '综合股' }));
    return world;
  }

  test('takes nothing before the time is over, and everything the day after', async () => {
    const world = await filledWorld();
    world.clock.set('2019-12-31T12:00:00.000Z');
    expect(await removeContacts(world)()).toEqual({ removed: 0, later: 0 });
    expect(await see(world)).toMatchObject({ state: 'sealed' });
    world.clock.set('2019-12-31T16:00:00.000Z');
    expect(await removeContacts(world)()).toEqual({ removed: 1, later: 0 });
    await removedEverything(world);
    expect(await see(world)).toMatchObject({ state: 'removed', entry: null, scan: null, daysLate: 0 });
    expect(await removeContacts(world)()).toEqual({ removed: 0, later: 0 });
  });

  test('that was cut off anywhere is finished by the next one', async () => {
    for (let cut = 1; cut <= 3; cut += 1) {
      const world = await filledWorld();
      world.clock.set('2020-01-01T12:00:00.000Z');
      let writes = 0;
      const cutOff = async <Value>(work: () => Promise<Value>): Promise<Value> => {
        writes += 1;
        if (writes >= cut) throw new Error('cut off');
        return work();
      };
      const store = {
        ...world.store,
        commit: (change: Parameters<typeof world.store.commit>[0]) =>
          cutOff(() => world.store.commit(change)),
      };
      const scans = {
        write: (key: string, body: Uint8Array | string) => cutOff(() => world.scans.write(key, body)),
      };
      await expect(removeContacts({ ...world, store, scans })()).rejects.toThrow('cut off');
      expect(await removeContacts(world)()).toEqual({ removed: 1, later: 0 });
      await removedEverything(world);
    }
  });

  test('leaves a form that takes no more', async () => {
    const world = await filledWorld();
    world.clock.set('2020-01-01T12:00:00.000Z');
    await removeContacts(world)();
    await expect(file(world)).rejects.toMatchObject({ code: 'contacts-removed' });
    await expect(getContactsHistory(world)(asked(people.admin, in002, undefined))).rejects.toMatchObject({
      code: 'contacts-removed',
    });
  });
});

describe('who may not', () => {
  test.each([
    ['a reviewer', people.reviewer],
    ['the signer', people.signer],
    ['a lead body', people.civilAffairs],
    ['another unit', people.clerk015],
  ])('%s reads no contacts', async (_, member) => {
    const world = await contactsWorld();
    await file(world);
    await expect(getContacts(world)(asked(member, in002, undefined))).rejects.toMatchObject({
      code: 'not-your-unit',
    });
    await expect(
      getContactsScan(world)(asked(member, { ...in002, scan: '0'.repeat(26) }, undefined)),
    ).rejects.toMatchObject({ code: 'not-your-unit' });
    await expect(getContactsHistory(world)(asked(member, in002, undefined))).rejects.toMatchObject({
      code: 'not-your-unit',
    });
  });

  test('another unit files nothing here', async () => {
    const world = await contactsWorld();
    await expect(fileContacts(world)(asked(people.clerk015, in002, sampleContacts()))).rejects.toMatchObject({
      code: 'not-your-unit',
    });
  });
});

test('a year that asks for no form says so', async () => {
  const world = await contactsWorld();
  const found = await world.store.get(collections.cycles, { cycle: '2018' });
  const { settings } = found!.value;
  await world.store.put(
    collections.cycles,
    { cycle: '2018' },
    { ...found!.value, settings: { ...settings, contacts: null } },
  );
  await expect(file(world)).rejects.toMatchObject({ code: 'contacts-not-asked' });
});
