import { describe, expect, test } from 'vitest';
import {
  isMadeAnew,
  isWaitingTask,
  ofInstallation,
  scopeOfRecord,
} from '../../../infra/operate/cycle-scope.ts';
import { packageManifest, prefixesOf } from '../../../infra/operate/cycle-package.ts';
import * as collections from '../../../shared/contracts/all-collections.ts';
import { storagePrefixes } from '../../../shared/contracts/storage-keys.ts';

/** Every part that any collection makes its keys of. */
const id = {
  cycle: '2018',
  unit: '002',
  body: 'civil-affairs',
  subject: 'sub',
  run: '0001',
  row: 'row',
  stream: '2018/unit/002',
  scope: '2018',
  spread: 'f',
  mark: 'mark',
  version: 1,
  revision: 1,
  sequence: 1,
  at: '2019-01-05T02:00:00.000Z',
} as const;
const filled = new Proxy<Record<string, unknown>>(id, {
  get: (known, name) => (typeof name === 'string' ? (known[name] ?? 'x') : undefined),
});

const ofTheInstallation = [
  'members',
  'invitations',
  'memberChanges',
  'notifications',
  'requestRules',
  'rehearsalClock',
];

describe('what an export of a year takes', () => {
  test.each(Object.entries(collections))(
    'knows whose the records of %s are: an unknown place would be lost in silence',
    (name, collection) => {
      const make = (part: (of: never) => string): string => String(Reflect.apply(part, null, [filled]));
      const key = { pk: make(collection.partition), sk: collection.prefix + make(collection.sort) };
      expect(scopeOfRecord(key)).toBe(ofTheInstallation.includes(name) ? ofInstallation : '2018');
      expect(isWaitingTask(key)).toBe(name === 'runTasks');
      expect(isMadeAnew({ c: collection.name })).toBe(name === 'officeFigures');
    },
  );

  test('stops at a record that lies where none is known to lie', () => {
    expect(() => scopeOfRecord({ pk: 'SOMETHING#new', sk: 'x' })).toThrow('infra/operate/cycle-scope.ts');
    expect(() => scopeOfRecord({ pk: 'AUDIT#other/office', sk: 'EVENT#1' })).toThrow();
  });

  test('has every prefix under which files of a year lie', () => {
    const taken = (['evidence', 'runs', 'reports', 'heads'] as const).flatMap((role) =>
      prefixesOf(role, 'all'),
    );
    // The console's files come with every deployment; scans of contacts lie in the two below `contacts/`; a packed year is
    // fetched within a week or packed again; a check of the service is of no year.
    const elsewhere: readonly string[] = [
      storagePrefixes.console,
      storagePrefixes.contacts,
      storagePrefixes.custody,
      storagePrefixes.custodyOrders,
      storagePrefixes.check,
      storagePrefixes.checkVerdicts,
    ];
    expect([...taken].sort()).toEqual(
      Object.values(storagePrefixes)
        .filter((prefix) => !elsewhere.includes(prefix))
        .sort(),
    );
    expect(prefixesOf('heads', '2018')).toEqual(['heads/2018/', 'heads/installation/']);
  });

  test.each(['../secret', '/etc/passwd', 'runs/../../x', 'runs\\x', ''])(
    'a package cannot name a file outside its folder: %j',
    (key) => {
      const hash = '0'.repeat(64);
      const manifest = {
        format: 'biaochi-cycle/1',
        cycle: '2018',
        exportedAt: '2019-01-05T02:00:00.000Z',
        records: { count: 0, sha256: hash },
        signingKey: hash,
        activeRuns: [],
        files: [{ bucket: 'runs', key, size: 0, sha256: hash, contentType: 'text/plain' }],
      };
      expect(packageManifest.safeParse(manifest).success).toBe(false);
      const [file] = manifest.files;
      expect(
        packageManifest.safeParse({ ...manifest, files: [{ ...file, key: 'runs/2018/x' }] }).success,
      ).toBe(true);
    },
  );
});
