import { beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../../../../shared/app/public/read-report.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { checkBytes, checkDeclared } from '../../../../shared/app/service-check/check-file.ts';
import { checkService } from '../../../../shared/app/service-check/check-service.ts';
import { inspectCheckFile } from '../../../../shared/app/service-check/inspect-check-file.ts';
import { inspectArrivedFile } from '../../../../functions/adapters/inspection/inspect-arrived-file.ts';
import { parseCheckKey, parseEvidenceKey, storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { faultsOf } from '../../../../shared/domain/service-check/service-faults.ts';
import type { EvidenceInspector } from '../../../../shared/ports/services.ts';
import { noon } from '../../../support/builders.ts';
import { publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { badVerdict, memoryFiles, sampleWorld } from '../world.ts';

/** The check uses the service as its people do, so whatever breaks for them must show in it, and nothing of any year may change. */
const id = '0'.repeat(26);
const address = 'https://county.example';
const utf8 = new TextEncoder();

let year: FilledYear;
beforeAll(async () => {
  year = await publishedYear();
}, 60_000);

type Broken = Readonly<{
  /** What the store says of bytes that come by a link, before anything else. */
  takes?: (bytes: Uint8Array, before: boolean) => number | null;
  inspector?: EvidenceInspector | null;
  /** What readers get in place of a file of the report. */
  report?: (path: string, body: Uint8Array) => Uint8Array | null;
}>;

/** As the store does it: announced bytes alone, once. */
const honest = (bytes: Uint8Array, before: boolean) => {
  if (sha256Hex(bytes) !== checkDeclared.sha256) return 400;
  return before ? 412 : 200;
};
const looking: EvidenceInspector = {
  inspect: (_, declared) =>
    Promise.resolve({
      verdict: inspectArrivedFile(checkBytes, declared),
      objectVersion: '1',
      fingerprint: null,
    }),
};

function installation({ takes = honest, inspector = looking, report = (_, body) => body }: Broken = {}) {
  const bucket = memoryFiles();
  const { store } = year.world;
  const waits: number[] = [];
  const deps = {
    store,
    address,
    verdicts: bucket,
    links: {
      upload: (key: string) => Promise.resolve({ url: key, headers: {}, expiresAt: noon }),
      download: () => Promise.reject(new Error('a check downloads nothing by a link')),
    },
    wait: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
    web: {
      put: async (key: string, _: unknown, bytes: Uint8Array) => {
        const status = takes(bytes, bucket.held.has(key));
        if (status !== 200) return status;
        await bucket.write(key, bytes);
        if (inspector !== null) await inspectCheckFile({ inspector, verdicts: bucket })(key);
        return status;
      },
      get: async (url: string) => {
        const [, cycle = '', path = ''] =
          /^https:\/\/county\.example\/reports\/(\d+)\/(.+)\?original$/.exec(url) ?? [];
        const page = await readReport({ store, reports: year.machine.reports }, cycle, path);
        return page.kind === 'file' ? report(path, page.body) : null;
      },
    },
  };
  return { check: () => checkService(deps)(id), bucket, waits };
}

test('a service that works is found to, and the check leaves every record and every other file as it was', async () => {
  const { check, bucket } = installation();
  const before = year.world.store.dump();
  const found = await check();
  expect(found).toEqual({ upload: 'works', report: 'works', cycle: '2018', file: null });
  expect(faultsOf(found)).toEqual({ ServiceFaults: 0 });
  expect(year.world.store.dump()).toBe(before);
  expect([...bucket.held.keys()].sort()).toEqual([storageKeys.checkVerdict(id), storageKeys.checkFile(id)]);
});

describe('uploading that does not work is told as what it is', () => {
  const both = (status: number) => () => status;
  test.each<readonly [string, Broken]>([
    ['other-bytes-taken', { takes: both(200) }],
    ['not-taken', { takes: both(503) }],
    ['not-taken', { takes: () => null }],
    ['taken-twice', { takes: (bytes) => honest(bytes, false) }],
    ['not-inspected', { inspector: null }],
    ['not-inspected', { inspector: { inspect: () => Promise.resolve('no-object') } }],
    [
      'set-aside',
      {
        inspector: {
          inspect: () => Promise.resolve({ verdict: badVerdict, objectVersion: null, fingerprint: null }),
        },
      },
    ],
  ])('%s', async (upload, broken) => {
    const found = await installation(broken).check();
    expect(found).toMatchObject({ upload, report: 'works' });
    expect(faultsOf(found)).toEqual({ ServiceFaults: 1 });
  });

  test('a file that is inspected late is waited for, four minutes at the most', async () => {
    const { check, waits } = installation({ inspector: null });
    await check();
    expect(waits.reduce((sum, each) => sum + each, 0)).toBe(240_000);
  });
});

describe('a report that readers do not get as it was signed is told with the file', () => {
  const flipped = (wanted: string) => (path: string, body: Uint8Array) =>
    path === wanted ? body.with(body.length >> 1, (body[body.length >> 1] ?? 0) ^ 1) : body;
  test.each(['index.html', 'result.json', 'manifest.sig', 'public-key.pem'])(
    '%s, one byte changed',
    async (file) => {
      const found = await installation({ report: flipped(file) }).check();
      expect(found).toMatchObject({ upload: 'works', report: 'not-as-signed', cycle: '2018' });
      expect(faultsOf(found)).toEqual({ ServiceFaults: 1 });
    },
  );

  test('a manifest that is not the one that was published, whoever signed it', async () => {
    const other = (path: string, body: Uint8Array) => (path === 'manifest.json' ? utf8.encode('{}') : body);
    expect(await installation({ report: other }).check()).toMatchObject({
      report: 'other-manifest',
      file: 'manifest.json',
    });
  });

  test('one that is not there', async () => {
    const gone = (path: string, body: Uint8Array) => (path === 'index.html' ? null : body);
    expect(await installation({ report: gone }).check()).toMatchObject({
      report: 'not-as-signed',
      file: 'index.html',
    });
    expect(await installation({ report: () => null }).check()).toMatchObject({
      report: 'not-as-signed',
      file: 'manifest.json',
    });
  });
});

test('before anything is published there is no report to look at, which is no fault', async () => {
  const published = year;
  year = { ...year, world: await sampleWorld() };
  const found = await installation().check();
  year = published;
  expect(found).toEqual({ upload: 'works', report: 'none', cycle: null, file: null });
  expect(faultsOf(found)).toEqual({ ServiceFaults: 0 });
});

test('what a check sends can be nobody’s evidence: no year has its name, and no year’s files have a check’s', () => {
  expect(parseEvidenceKey(storageKeys.checkFile(id))).toBeNull();
  expect(parseCheckKey(storageKeys.checkFile(id))).toBe(id);
  const file = storageKeys.evidenceFile({ cycle: '2018', unit: '002', evidence: id, file: id });
  expect(parseCheckKey(file)).toBeNull();
});
