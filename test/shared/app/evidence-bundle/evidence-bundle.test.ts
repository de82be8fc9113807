import { beforeEach, describe, expect, test } from 'vitest';
import { openArchive } from '../../../../functions/adapters/open-archive.ts';
import { registerFiles } from '../../../../functions/api-import/register-files.ts';
import { inspectUploadedFile } from '../../../../shared/app/evidence/inspect-uploaded-file.ts';
import { withdrawEvidence } from '../../../../shared/app/evidence/withdraw-evidence.ts';
import { checkEvidenceBundle } from '../../../../shared/app/evidence-bundle/check-evidence-bundle.ts';
import {
  checkEvidenceFolder,
  handInEvidenceFolder,
} from '../../../../shared/app/evidence-bundle/evidence-folder.ts';
import { handInEvidenceBundle } from '../../../../shared/app/evidence-bundle/hand-in-evidence-bundle.ts';
import { requestEvidenceBundle } from '../../../../shared/app/evidence-bundle/request-evidence-bundle.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { noon } from '../../../support/builders.ts';
import { buildZip, type ZipPart } from '../../../support/file-builders.ts';
import { buildWorkbook } from '../../../support/spreadsheets.ts';
import {
  asked,
  freeze,
  goodVerdict,
  in002,
  memoryFiles,
  people,
  sampleWorld,
  stream002,
  type World,
} from '../world.ts';

let world: World;
let imports: ReturnType<typeof memoryFiles>;
let evidenceFiles: ReturnType<typeof memoryFiles>;
beforeEach(async () => {
  world = await sampleWorld();
  imports = memoryFiles();
  evidenceFiles = memoryFiles();
});

const links = {
  upload: async (key: string) => ({ url: `https://store.example/${key}`, headers: {}, expiresAt: noon }),
  download: async (key: string) => ({ url: `https://store.example/${key}`, expiresAt: noon }),
};
const deps = () => ({ ...world, imports, evidenceFiles, links, openArchive, ...registerFiles });
let keys = 0;
const request = (bytes: Uint8Array, name = '材料.zip', member = people.clerk002) => {
  keys += 1;
  const file = {
    name,
    size: Math.max(1, bytes.length),
    contentType: 'application/zip',
    sha256: sha256Hex(bytes),
  };
  return requestEvidenceBundle(deps())(
    asked(member, in002, { file }, `key-of-a-bundle-${String(keys).padStart(4, '0')}`),
  );
};
/** Announces an archive, sends it, and gives its place. */
const send = async (parts: readonly ZipPart[] | Uint8Array) => {
  const bytes = parts instanceof Uint8Array ? parts : buildZip(parts);
  const place = { ...in002, bundle: (await request(bytes)).bundle.id };
  await imports.write(storageKeys.evidenceBundle(place), bytes);
  return place;
};
type Place = Awaited<ReturnType<typeof send>>;
const check = (place: Place, member = people.clerk002) =>
  checkEvidenceBundle(deps())(asked(member, place, undefined));
const handIn = (place: Place, member = people.clerk002) =>
  handInEvidenceBundle(deps())(asked(member, place, undefined));
const pieces = async () => (await world.store.all(collections.evidence, in002)).map((each) => each.value);
const csv = '文件名,评价项目,标题\n照片/1.txt,A1,一楼公告栏\n';

describe('a bundle', () => {
  test('is looked through first and changes nothing; handed in, it makes pieces whose files lie where uploads do', async () => {
    const place = await send([
      { name: '照片/1.txt', data: '一' },
      { name: '清单.csv', data: csv },
    ]);
    const shown = await check(place);
    expect(shown.pieces).toMatchObject([
      { items: ['A1'], title: '一楼公告栏', files: ['照片/1.txt'], evidence: null },
    ]);
    expect(await pieces()).toEqual([]);
    const done = await handIn(place);
    const [piece] = await pieces();
    expect(done).toMatchObject({ left: 0, pieces: [{ title: '一楼公告栏', evidence: piece?.id }] });
    expect(piece).toMatchObject({
      status: 'requested',
      files: [{ declared: { name: '1.txt', contentType: 'text/plain' } }],
    });
    const key = storageKeys.evidenceFile({ ...in002, evidence: piece!.id, file: piece!.files[0]!.id });
    expect(evidenceFiles.text(key)).toBe('一');
    expect(piece!.files[0]!.declared.sha256).toBe(sha256Hex(Buffer.from('一')));
  });

  test('handed in twice makes its pieces once, and puts again only what has not been looked at', async () => {
    const place = await send([
      { name: 'A1 甲.txt', data: '一' },
      { name: 'A1 乙.txt', data: '二' },
    ]);
    await handIn(place);
    const before = await pieces();
    const [first] = before;
    await inspectUploadedFile({
      ...world,
      inspector: { inspect: async () => ({ verdict: goodVerdict, objectVersion: 'v1', fingerprint: null }) },
    })(storageKeys.evidenceFile({ ...in002, evidence: first!.id, file: first!.files[0]!.id }));
    const written = evidenceFiles.written.length;
    await handIn(place);
    expect((await pieces()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(evidenceFiles.written.length).toBe(written + 1);
  });

  test('a list as a workbook is read like one as text', async () => {
    const list = buildWorkbook({
      sheets: [
        {
          name: '清单',
          rows: [
            ['文件名', '评价项目', '标题'],
            ['1.txt', 'A1', '纪要'],
          ],
        },
      ],
    });
    const place = await send([
      { name: '1.txt', data: '一' },
      { name: '清单.xlsx', data: list },
    ]);
    expect((await check(place)).pieces).toMatchObject([{ items: ['A1'], title: '纪要' }]);
  });

  test('names in the encoding of Chinese Windows are read', async () => {
    // 说明 in GB18030, as Windows packs it without saying so.
    const place = await send([
      { name: Buffer.from([0x41, 0x31, 0x20, 0xcb, 0xb5, 0xc3, 0xf7, 0x2e, 0x74, 0x78, 0x74]), data: '一' },
    ]);
    expect((await check(place)).pieces).toMatchObject([{ items: ['A1'], title: '说明' }]);
  });

  test('content that the unit has handed in for the item is not handed in again; withdrawn, it is', async () => {
    const first = await send([{ name: 'A1 甲.txt', data: '一' }]);
    await handIn(first);
    const [piece] = await pieces();
    const again = await send([{ name: 'A1 改名.txt', data: '一' }]);
    expect((await handIn(again)).files).toEqual([
      { path: 'A1 改名.txt', outcome: 'already', evidence: piece!.id },
    ]);
    expect(await pieces()).toHaveLength(1);
    await withdrawEvidence(world)(
      asked(people.clerk002, { ...in002, evidence: piece!.id }, { reason: '报错了' }),
    );
    expect((await handIn(again)).files).toMatchObject([{ outcome: 'piece' }]);
    expect(await pieces()).toHaveLength(2);
  });

  test('of more files than one call moves the rest is left for the next, and at last none', async () => {
    const place = await send(
      Array.from({ length: 130 }, (_, index) => ({ name: `A1 ${index}/${index}.txt`, data: `文 ${index}` })),
    );
    expect(await handIn(place)).toMatchObject({ left: 30 });
    const inspect = inspectUploadedFile({
      ...world,
      inspector: { inspect: async () => ({ verdict: goodVerdict, objectVersion: 'v1', fingerprint: null }) },
    });
    for (const key of evidenceFiles.written) await inspect(key);
    expect(await handIn(place)).toMatchObject({ left: 0 });
    expect(new Set(evidenceFiles.written).size).toBe(130);
  });

  test('that has not come is told to be awaited, and an unknown one to be unknown', async () => {
    const place = { ...in002, bundle: (await request(buildZip([{ name: 'A1.txt', data: '一' }]))).bundle.id };
    await expect(check(place)).rejects.toMatchObject({ code: 'bundle-not-uploaded' });
    await expect(check({ ...place, bundle: '0'.repeat(26) })).rejects.toMatchObject({
      code: 'bundle-unknown',
    });
  });

  test.each<[string, Uint8Array, string]>([
    ['that is no archive', Buffer.from('not an archive at all'), 'truncated'],
    ['with a path out of it', buildZip([{ name: '../A1.txt', data: '一' }]), 'archive-name-unsafe'],
    [
      'with a link in it',
      buildZip([{ name: 'A1.txt', data: '/etc/passwd', unixMode: 0xa1ff }]),
      'archive-link',
    ],
    [
      'whose entry unpacks to more than it says',
      buildZip([{ name: 'A1.txt', data: 'x'.repeat(5000), told: { size: 50 } }]),
      'damaged',
    ],
    [
      'with a list that is no spreadsheet',
      buildZip([{ name: '清单.xlsx', data: '%PDF-1.4' }]),
      'file-not-spreadsheet',
    ],
  ])('%s is refused as a whole, with the reason', async (_, bytes, code) => {
    const place = await send(bytes);
    await expect(check(place)).rejects.toMatchObject({ code: 'bundle-not-accepted', findings: [{ code }] });
    await expect(handIn(place)).rejects.toMatchObject({ code: 'bundle-not-accepted' });
    expect(await pieces()).toEqual([]);
  });

  test('of 301 files is too large, of 300 is not', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `${index}.txt`, data: '一' }));
    expect((await check(await send(many(300)))).files).toHaveLength(300);
    await expect(check(await send(many(301)))).rejects.toMatchObject({ code: 'bundle-too-large' });
  });

  test('is a ZIP file of at most 100 MB with a name that can be shown', async () => {
    await expect(request(Buffer.from('x'), '材料.rar')).rejects.toMatchObject({
      code: 'evidence-type-not-accepted',
    });
    await expect(request(Buffer.from('x'), 'a/b.zip')).rejects.toMatchObject({
      code: 'evidence-name-not-accepted',
    });
  });

  test('of another unit is not to be seen or handed in, and in a frozen year none is', async () => {
    const place = await send([{ name: 'A1.txt', data: '一' }]);
    await expect(check(place, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    await expect(handIn(place, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    await freeze(world, stream002);
    await expect(handIn(place)).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('a folder', () => {
  const files = [
    { path: 'A1 会议/纪要.pdf', size: 10, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
    { path: 'A1 会议/签到.pdf', size: 10, contentType: '', sha256: 'b'.repeat(64) },
    { path: '随手.pdf', size: 10, contentType: 'application/pdf', sha256: 'c'.repeat(64) },
  ];
  const lookAt = () => checkEvidenceFolder(world)(asked(people.clerk002, in002, { files }));
  const take = (key = 'key-of-a-folder-0001') =>
    handInEvidenceFolder(deps())(asked(people.clerk002, in002, { files }, key));

  test('is looked through by names, sizes and hashes alone; nothing is changed', async () => {
    const shown = await lookAt();
    expect(shown.pieces).toMatchObject([{ title: '会议', files: ['A1 会议/签到.pdf', 'A1 会议/纪要.pdf'] }]);
    expect(shown.files.map(({ outcome }) => outcome)).toEqual(['piece', 'piece', 'fault']);
    expect(await pieces()).toEqual([]);
  });

  test('gives a link for each file, by its path, and none for those that come to nothing', async () => {
    const { links: given, pieces: made } = await take();
    expect(given.map(({ path }) => path)).toEqual(['A1 会议/签到.pdf', 'A1 会议/纪要.pdf']);
    expect(new Set(given.map(({ evidence }) => evidence))).toEqual(new Set([made[0]!.evidence]));
  });

  test('the same call again gives fresh links of the same pieces', async () => {
    const first = await take();
    expect((await take()).links).toEqual(first.links);
    expect(await pieces()).toHaveLength(1);
  });
});
