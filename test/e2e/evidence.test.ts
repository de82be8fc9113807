import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { upload } from '../../infra/demo/api-client.ts';
import { makePhoto } from '../../infra/demo/sample-files/make-photo.ts';
import * as z from 'zod/mini';
import { routes } from '../../shared/contracts/routes.ts';
import { buildExif, buildJpeg, buildMp4, buildPdf, buildZip } from '../support/file-builders.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** Evidence through everything that is deployed: links, the store, the event, the inspection, reviewers. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const in002 = { cycle: '2018', unit: '002' };
const in003 = { cycle: '2018', unit: '003' };
const clerk = () => embedded.as('unit-002');
const reviewer = () => embedded.as('reviewer-a');
let keys = 0;
const key = () => `key-of-evidence-e2e-${(keys += 1)}`;
const pdf = (text: string) =>
  buildPdf([`<< /Type /Catalog /Pages 2 0 R >>`, `<< /Type /Pages /Kids [] /Count 0 /T (${text}) >>`]);
const fileOf = (name: string, contentType: string, bytes: Uint8Array) => ({
  declared: {
    name,
    size: bytes.length,
    contentType,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  },
  bytes,
});
type File = ReturnType<typeof fileOf>;

const request = (
  files: readonly File[],
  over: Readonly<{
    items?: string[];
    title?: string;
    replaces?: string | null;
    unit?: typeof in002 | typeof in003;
  }> = {},
) =>
  embedded.as(`unit-${(over.unit ?? in002).unit}`).call(routes.requestEvidence, {
    params: over.unit ?? in002,
    key: key(),
    body: {
      items: over.items ?? ['B3'],
      title: over.title ?? '公告栏照片',
      note: null,
      channel: null,
      files: files.map(({ declared }) => declared),
      links: [],
      replaces: over.replaces ?? null,
    },
  });
const look = (evidence: string, unit: typeof in002 | typeof in003 = in002, who = clerk()) =>
  who.call(routes.getEvidence, { params: { ...unit, evidence } });
/** The piece once the event has reached it and every file has been looked at. */
const inspected = (evidence: string, unit: typeof in002 | typeof in003 = in002) =>
  vi.waitFor(
    async () => {
      const piece = await look(evidence, unit, reviewer());
      expect(piece.status).not.toBe('requested');
      return piece;
    },
    { timeout: 30_000, interval: 100 },
  );
/** Asks for links, sends the files, and gives the piece after its inspection. */
async function handIn(files: readonly File[], over: Parameters<typeof request>[1] = {}) {
  const { evidence, links } = await request(files, over);
  for (const [index, link] of links.entries()) await upload(link, files[index]!.bytes);
  return inspected(evidence.id, over.unit);
}
const download = async (evidence: string, file: string, who = clerk()) => {
  const { url } = await who.call(routes.getDownloadLink, { params: { ...in002, evidence, file } });
  return fetch(url);
};

describe('files of one piece', () => {
  test('go up through a link each, are inspected, and come down as attachments under their own Chinese names', async () => {
    const files = [
      fileOf('会议纪要（定稿）.pdf', 'application/pdf', pdf('1')),
      fileOf('签到 2018.pdf', 'application/pdf', pdf('2')),
    ];
    const piece = await handIn(files);
    expect(piece.status).toBe('inspected');
    for (const [index, { declared, bytes }] of files.entries()) {
      const answer = await download(piece.id, piece.files[index]!.id);
      expect(answer.status).toBe(200);
      const disposition = answer.headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment;/);
      expect(disposition).toContain(
        `filename*=UTF-8''${encodeURIComponent(declared.name).replace(/[()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      );
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    }
    const foreign = embedded
      .as('unit-003')
      .call(routes.getEvidence, { params: { ...in002, evidence: piece.id } });
    await expect(foreign).rejects.toMatchObject({ problem: { code: 'not-your-unit' } });
  }, 60_000);

  test('other bytes than were announced are refused by the store itself, and the right ones go up later', async () => {
    const file = fileOf('纪要.pdf', 'application/pdf', pdf('3'));
    const { evidence, links } = await request([file]);
    const [link] = links;
    const wrong = await fetch(link!.url, {
      method: 'PUT',
      headers: link!.headers,
      body: Buffer.from(pdf('9')),
    });
    expect(wrong.ok).toBe(false);
    const renewed = await clerk().call(routes.renewLinks, { params: { ...in002, evidence: evidence.id } });
    await upload(renewed.links[0]!, file.bytes);
    expect((await inspected(evidence.id)).status).toBe('inspected');
    const twice = await fetch(renewed.links[0]!.url, {
      method: 'PUT',
      headers: renewed.links[0]!.headers,
      body: Buffer.from(file.bytes),
    });
    expect(twice.status).toBe(412);
  }, 60_000);

  test('of 100 MB go up and are inspected; a byte more is refused before anything is sent', async () => {
    const film = buildMp4('isom', 104_857_600 - 156);
    expect(film.length).toBe(104_857_600);
    const piece = await handIn([fileOf('录像.mp4', 'video/mp4', film)], { title: '录像' });
    expect(piece).toMatchObject({ status: 'inspected', files: [{ verdict: { detectedType: 'mp4' } }] });
    const larger = {
      ...fileOf('录像.mp4', 'video/mp4', film),
      declared: { ...fileOf('录像.mp4', 'video/mp4', film).declared, size: 104_857_601 },
    };
    await expect(request([larger])).rejects.toMatchObject({ problem: { status: 400 } });
  }, 120_000);

  test('21 at once are refused, and so is none', async () => {
    const many = Array.from({ length: 21 }, (_, index) =>
      fileOf(`${index}.pdf`, 'application/pdf', pdf(String(index))),
    );
    await expect(request(many)).rejects.toMatchObject({ problem: { code: 'input-invalid' } });
    await expect(request([])).rejects.toMatchObject({ problem: { code: 'evidence-empty' } });
  }, 60_000);
});

describe('a piece’s life', () => {
  test('returned with a reason, replaced by a new version, accepted; the old version stays to be read', async () => {
    const first = await handIn([fileOf('旧.pdf', 'application/pdf', pdf('old'))], { title: '会议' });
    const place = { ...in002, evidence: first.id };
    const returned = await reviewer().call(routes.returnEvidence, {
      params: place,
      body: { reason: '缺少公章' },
    });
    expect(returned).toMatchObject({ status: 'returned', reason: '缺少公章' });
    const second = await handIn([fileOf('新.pdf', 'application/pdf', pdf('new'))], {
      title: '会议',
      replaces: first.id,
    });
    expect(await look(first.id)).toMatchObject({ status: 'replaced', replacedBy: second.id });
    const accepted = await reviewer().call(routes.acceptEvidence, {
      params: { ...in002, evidence: second.id },
    });
    expect(accepted.status).toBe('accepted');
    expect((await download(first.id, first.files[0]!.id)).status).toBe(200);
    const late = clerk().call(routes.withdrawEvidence, {
      params: { ...in002, evidence: second.id },
      body: { reason: '想撤回' },
    });
    await expect(late).rejects.toMatchObject({ problem: { code: 'evidence-wrong-state' } });
  }, 60_000);

  test('a program under a document’s name is set aside with the reason, is not handed out, and is withdrawn', async () => {
    const program = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(500, 1)]);
    const piece = await handIn([fileOf('通知.pdf', 'application/pdf', program)]);
    expect(piece).toMatchObject({
      status: 'quarantined',
      files: [{ verdict: { reasons: [{ code: 'type-differs' }] } }],
    });
    await expect(download(piece.id, piece.files[0]!.id)).rejects.toMatchObject({
      problem: { code: 'evidence-wrong-state' },
    });
    const withdrawn = await clerk().call(routes.withdrawEvidence, {
      params: { ...in002, evidence: piece.id },
      body: { reason: '传错了' },
    });
    expect(withdrawn.status).toBe('withdrawn');
  }, 60_000);

  test('links that are not used cancel with the piece; what its links bring later is nobody’s', async () => {
    const file = fileOf('纪要.pdf', 'application/pdf', pdf('cancelled'));
    const { evidence, links } = await request([file]);
    await clerk().call(routes.withdrawEvidence, {
      params: { ...in002, evidence: evidence.id },
      body: { reason: '不报了' },
    });
    await upload(links[0]!, file.bytes);
    const again = await look(evidence.id);
    expect(again).toMatchObject({ status: 'withdrawn', files: [{ status: 'requested' }] });
    await expect(download(evidence.id, again.files[0]!.id)).rejects.toMatchObject({
      problem: { code: 'evidence-wrong-state' },
    });
  }, 60_000);
});

describe('photographs', () => {
  test('say where they were taken to reviewers alone', async () => {
    const bytes = buildJpeg({ exif: buildExif({ takenAt: '2018:05:03 10:11:12', gps: true }) });
    const piece = await handIn([fileOf('宣传栏.jpg', 'image/jpeg', bytes)]);
    expect(piece.files[0]!.verdict).toMatchObject({
      image: { place: { latitude: 28.6901, longitude: 115.90833 } },
    });
    const own = await look(piece.id);
    expect(own.files[0]!.verdict).toMatchObject({ image: { takenAt: '2018-05-03T10:11:12', place: null } });
  }, 60_000);

  test('that another unit has handed in are shown to the reviewer, also saved again and smaller; the machine returns nothing', async () => {
    const original = makePhoto('e2e', { takenAt: '2018-05-03T10:11:12' }).bytes;
    const points = jpeg.decode(original, { useTArray: true });
    const again = new Uint8Array(jpeg.encode(points, 40).data);
    const theirs = await handIn([fileOf('公告栏.jpg', 'image/jpeg', original)], {
      unit: in003,
      title: '一楼公告栏',
    });
    const ours = await handIn([fileOf('我们的公告栏.jpg', 'image/jpeg', again)]);
    expect(ours.status).toBe('inspected');
    const { items } = await reviewer().call(routes.listLookalikes, {
      params: { ...in002, evidence: ours.id },
    });
    expect(items).toMatchObject([
      {
        sameContent: false,
        other: { unit: '003', evidence: theirs.id, title: '一楼公告栏', name: '公告栏.jpg' },
      },
    ]);
    expect(items[0]!.differingBits).toBeLessThanOrEqual(15);
    const curious = clerk().call(routes.listLookalikes, { params: { ...in002, evidence: ours.id } });
    await expect(curious).rejects.toMatchObject({ problem: { code: 'role-needed' } });
  }, 60_000);
});

describe('many files at once', () => {
  test('in a ZIP with a list: looked through, handed in, inspected; the same ZIP again hands nothing in twice', async () => {
    const zip = buildZip([
      { name: '照片/1.jpg', data: makePhoto('bundle 1', { takenAt: '2018-05-04T10:11:12' }).bytes },
      { name: '纪要.pdf', data: pdf('bundle') },
      { name: '没列.pdf', data: pdf('unlisted') },
      {
        name: '清单.csv',
        data: '文件名,评价项目,标题,渠道,地点,日期\n照片/1.jpg,B3,大厅公告栏,公告栏,政务大厅,2018-05-04\n纪要.pdf,A1,常务会议,,,\n',
      },
    ]);
    const send = async () => {
      const { declared } = fileOf('材料.zip', 'application/zip', zip);
      const { bundle, link } = await clerk().call(routes.requestEvidenceBundle, {
        params: in002,
        body: { file: declared },
        key: key(),
      });
      await upload(link, zip);
      return { ...in002, bundle: bundle.id };
    };
    const place = await send();
    const shown = await clerk().call(routes.checkEvidenceBundle, { params: place });
    expect(shown.files.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['没列.pdf', 'fault'],
      ['清单.csv', 'left-out'],
      ['照片/1.jpg', 'piece'],
      ['纪要.pdf', 'piece'],
    ]);
    const done = await clerk().call(routes.handInEvidenceBundle, { params: place });
    expect(done.left).toBe(0);
    for (const piece of done.pieces) expect((await inspected(piece.evidence!)).status).toBe('inspected');
    const twice = await clerk().call(routes.handInEvidenceBundle, { params: place });
    expect(twice.pieces.map(({ evidence }) => evidence)).toEqual(done.pieces.map(({ evidence }) => evidence));
    const again = await clerk().call(routes.handInEvidenceBundle, { params: await send() });
    expect(again.files.filter(({ outcome }) => outcome === 'already')).toHaveLength(2);
  }, 60_000);

  test('in a folder named by items: looked through, then a link for each file', async () => {
    const files = [
      {
        path: 'B3 电子屏/1.jpg',
        ...fileOf('1.jpg', 'image/jpeg', makePhoto('folder 1', { takenAt: '2018-05-05T10:11:12' }).bytes),
      },
      { path: '随手.pdf', ...fileOf('随手.pdf', 'application/pdf', pdf('stray')) },
    ];
    const body = {
      files: files.map(({ path, declared: { size, contentType, sha256 } }) => ({
        path,
        size,
        contentType,
        sha256,
      })),
    };
    const shown = await clerk().call(routes.checkEvidenceFolder, { params: in002, body });
    expect(shown.files.map(({ outcome }) => outcome)).toEqual(['piece', 'fault']);
    const { links } = await clerk().call(routes.handInEvidenceFolder, { params: in002, body, key: key() });
    expect(links.map(({ path }) => path)).toEqual(['B3 电子屏/1.jpg']);
    await upload(links[0]!, files[0]!.bytes);
    expect(await inspected(links[0]!.evidence)).toMatchObject({ status: 'inspected', title: '电子屏' });
  }, 60_000);
});

describe('reminders beside the inbox', () => {
  test('an admin’s own reminder is in the inbox at once, and asks again for nothing on the same day', async () => {
    const admin = embedded.as('admin-b');
    const body = { units: ['002'], bodies: [], kinds: [] };
    const first = await admin.call(routes.remindNow, { params: { cycle: '2018' }, body });
    // Its clerk and its leader.
    expect(first.audiences).toMatchObject([{ audience: 'unit:002', outcome: 'reminded', people: 2 }]);
    const { items } = await clerk().call(routes.listInbox, { params: { cycle: '2018' }, query: {} });
    expect(items.map(({ kind }) => kind)).toContain('nudge');
    const second = await admin.call(routes.remindNow, { params: { cycle: '2018' }, body });
    expect(second.audiences).toMatchObject([{ outcome: 'already-today' }]);
  }, 60_000);

  test('an installation without e-mail says so, and a webhook into our own network is refused when it is sent to', async () => {
    const mine = await clerk().call(routes.getMyNotifications, { params: {} });
    expect(mine).toEqual({ mail: null, language: 'zh', digest: true, mailPossible: false });
    const admin = embedded.as('admin-b');
    const set = await admin.call(routes.setWebhook, {
      params: { cycle: '2018' },
      body: { url: 'https://127.0.0.1/hook', active: true, renewSecret: false },
    });
    expect(set.secret).toMatch(/^[0-9a-f]{64}$/);
    const round = await embedded.runtime.invokeFunction('biaochi-event-send-reminders', {});
    const { sent, givenUp, said } = z.object({ sent: z.int(), givenUp: z.int(), said: z.int() }).parse(round);
    expect([sent, said > 0]).toEqual([0, true]);
    expect(givenUp).toBeGreaterThan(0);
  }, 60_000);
});
