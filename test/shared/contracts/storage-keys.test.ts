import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEvidenceKey, storageKeys, storagePrefixes } from '../../../shared/contracts/storage-keys.ts';
import { sampleId } from '../../support/builders.ts';

const letters = (pattern: RegExp) => fc.stringMatching(pattern);
const place = fc.record({
  cycle: letters(/^\d{4}$/),
  unit: letters(/^\d{3}$/),
  evidence: letters(/^[0-9a-z]{26}$/),
  file: letters(/^[0-9a-z]{26}$/),
});

test('an evidence key says back the record it belongs to: the event that an object came has nothing else', () => {
  fc.assert(
    fc.property(place, (of) => {
      expect(parseEvidenceKey(storageKeys.evidenceFile(of))).toEqual(of);
    }),
    { seed: 2018 },
  );
});

test('a key that is none of ours is none: nothing is guessed from it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseEvidenceKey(text);
      if (parsed !== null) expect(storageKeys.evidenceFile(parsed)).toBe(text);
    }),
    { seed: 2018 },
  );
});

const whole = storageKeys.evidenceFile({
  cycle: '2018',
  unit: '002',
  evidence: sampleId(1),
  file: sampleId(2),
});
test.each([
  '',
  'evidence/',
  `/${whole}`,
  `${whole}/`,
  `${whole}\n`,
  `${whole}x`,
  whole.toUpperCase(),
  whole.replace('2018', '20180'),
  whole.replace('evidence/', 'runs/'),
  encodeURIComponent(whole),
])('“%s” is none of ours', (text) => {
  expect(parseEvidenceKey(text)).toBeNull();
});

test('every key lies under its bucket’s prefix, by which access is granted', () => {
  const run = { cycle: '2018', run: '0001' };
  expect(whole.startsWith(storagePrefixes.evidence)).toBe(true);
  expect(storageKeys.runFile({ ...run, file: 'plan.json' }).startsWith(storagePrefixes.runs)).toBe(true);
  expect(storageKeys.runBatch({ ...run, kind: 'inputs', batch: 7 })).toBe('runs/2018/0001/inputs/0007.json');
  expect(storageKeys.reportFile({ ...run, file: 'index.html' }).startsWith(storagePrefixes.reports)).toBe(
    true,
  );
});
