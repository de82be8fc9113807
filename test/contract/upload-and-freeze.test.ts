import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceInspector } from '../../functions/adapters/evidence-inspector.ts';
import { evidenceLinks } from '../../functions/adapters/evidence-links.ts';
import { startS3 } from '../../infra/local/s3/start-s3.ts';
import { getEvidence } from '../../shared/app/evidence/get-evidence.ts';
import { inspectUploadedFile } from '../../shared/app/evidence/inspect-uploaded-file.ts';
import { requestEvidence } from '../../shared/app/evidence/request-evidence.ts';
import { sweepEvidence } from '../../shared/app/evidence/sweep-evidence.ts';
import { readUnit } from '../../shared/app/run/read-records.ts';
import * as load from '../../shared/app/load.ts';
import { Refusal } from '../../shared/domain/errors.ts';
import { recordedLog } from '../functions/http-call.ts';
import { asked, audit, in002, people, sampleWorld, stream002 } from '../shared/app/world.ts';
import { buildPdf } from '../support/file-builders.ts';

/**
 * A file that is on its way by a signed link to the store when a run freezes its unit, at every moment of its way. Either it is in
 * what the freeze reads, or its clerk sees that it is not, and it lies in the store to be taken up when the unit is opened again.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-upload-freeze-'));
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const region = 'cn-test-1';
const arrived: string[] = [];
let server: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
beforeAll(async () => {
  server = await startS3({
    dir: folder,
    port: 0,
    region,
    ...credentials,
    buckets: [{ name: 'evidence', versioned: true, lock: null, cors: [] }],
    onObjectCreated: ({ key }) => arrived.push(key),
  });
  client = new S3Client({
    endpoint: server.endpoint,
    forcePathStyle: true,
    region,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}, 60_000);
afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = buildPdf(['<< /Type /Catalog >>', `<< /T (${'x'.repeat(200_000)}) >>`]);
const none = { bodies: [], deductions: [], cityDeductions: [], incidents: [] };

/** The moments of a file's way at which the freeze may come. */
const moments = [
  'before the first byte',
  'after the first part',
  'when all has been sent and nothing is answered',
  'when the store has answered and nobody has looked at it',
  'when it has been looked at',
] as const;

test.each(moments)(
  'a freeze %s: the file is in the snapshot, or its clerk is told, and it is never lost',
  async (moment) => {
    const world = await sampleWorld();
    const { store, clock } = world;
    const links = evidenceLinks(client, 'evidence', recordedLog().log);
    const inspector = evidenceInspector(client, 'evidence', 'off');
    const deps = { store, clock, inspector };
    const { evidence, links: given } = await requestEvidence({ store, clock, links })(
      asked(
        people.clerk002,
        in002,
        {
          items: ['A1'],
          title: '会议纪要',
          note: null,
          channel: null,
          files: [
            {
              name: '纪要.pdf',
              size: bytes.length,
              contentType: 'application/pdf',
              sha256: createHash('sha256').update(bytes).digest('hex'),
            },
          ],
          links: [],
          replaces: null,
        },
        `key-of-an-upload-${moments.indexOf(moment)}`,
      ),
    );
    const freeze = () => store.setFrozen(stream002, '0001', audit('stream.freeze'));
    const [link] = given;
    const before = arrived.length;

    const sending = request(link!.url, {
      method: 'PUT',
      headers: { ...link!.headers, 'content-length': String(bytes.length) },
    });
    const answered = new Promise<number>((resolve, reject) => {
      sending.on('error', reject);
      sending.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
    });
    const written = (part: Uint8Array) => new Promise<void>((done) => sending.write(part, () => done()));
    if (moment === 'before the first byte') await freeze();
    await written(bytes.subarray(0, 100_000));
    if (moment === 'after the first part') await freeze();
    await written(bytes.subarray(100_000));
    sending.end();
    if (moment === 'when all has been sent and nothing is answered') await freeze();
    // The window may close and the unit be frozen: what was promised by a link is taken.
    expect(await answered).toBe(200);
    while (arrived.length === before) await turn();
    if (moment === 'when the store has answered and nobody has looked at it') await freeze();
    const key = arrived.at(-1)!;
    const event = () =>
      inspectUploadedFile(deps)(key).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        return error.code;
      });
    const said = await event();
    if (moment === 'when it has been looked at') await freeze();

    const cycle = (await load.cycle(store, '2018')).value;
    const unit = (await load.unit(store, '2018', '002')).value;
    const inSnapshot = async () =>
      (await readUnit(store, cycle, unit, none)).records.evidence.find(({ id }) => id === evidence.id)
        ?.status;
    const told = async () =>
      (
        await getEvidence(world)({
          ...asked(people.clerk002, { ...in002, evidence: evidence.id }, undefined),
        })
      ).status;
    if (moment === 'when it has been looked at') {
      expect([said, await inSnapshot(), await told()]).toEqual(['inspected', 'inspected', 'inspected']);
      return;
    }
    // Asked for and not there: the console says that such a file does not count once filling in has ended.
    expect([said, await inSnapshot(), await told()]).toEqual(['frozen', 'requested', 'requested']);
    expect([await event(), await inSnapshot()]).toEqual(['frozen', 'requested']);
    await store.setFrozen(stream002, null, audit('stream.reopen'));
    clock.set('2018-06-16T04:00:00.000Z');
    expect(await sweepEvidence(deps)(() => true)).toMatchObject({ inspected: 1 });
    expect([await inSnapshot(), await told()]).toEqual(['inspected', 'inspected']);
  },
);
