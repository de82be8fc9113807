import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundedInflate } from '../../../../functions/adapters/inspection/bounded-inflate.ts';
import { inspectionLimits, type Inflate } from '../../../../shared/domain/evidence/inspect-tools.ts';
import { quarantineText } from '../../../../shared/domain/evidence/inspection-texts.ts';
import {
  acceptedFormats,
  acceptedType,
  inspectionVerdict,
  quarantineCode,
} from '../../../../shared/domain/evidence/inspection.ts';
import { buildPdf, buildZip, bytesOf, noise } from '../../../support/file-builders.ts';
import { goodFiles } from '../../../support/good-files.ts';
import { hostileFiles, type HostileFile } from '../../../support/hostile-files.ts';
import { inspect } from '../../../support/inspect.ts';

function verdictOf(file: HostileFile) {
  const bytes = file.bytes();
  return inspect(file.name, bytes, {
    ...(file.contentType === undefined ? {} : { contentType: file.contentType }),
    ...(file.declaredSize === undefined ? {} : { size: file.declaredSize }),
    ...(file.declaredSha256 === undefined ? {} : { sha256: file.declaredSha256 }),
  });
}

describe('a file that is not what it should be is set aside for the reason that names it', () => {
  test.each(hostileFiles)('$what', (file) => {
    const verdict = verdictOf(file);

    expect(verdict).toMatchObject({ outcome: 'quarantined' });
    const reasons = verdict.outcome === 'quarantined' ? verdict.reasons : [];
    expect(reasons.map((reason) => reason.code)).toEqual(file.reasons);
    expect(inspectionVerdict.parse(verdict)).toEqual(verdict);
    for (const reason of reasons) {
      // Every place in the sentence is filled, and nothing that a file is called can turn the sentence around.
      const { zh, en } = quarantineText(reason);
      expect(`${zh}${en}`).not.toMatch(/[{}\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    }
  });

  test('the corpus has a file for every reason, so that no reason is there without proof', () => {
    const shown = new Set(hostileFiles.flatMap((file) => file.reasons));
    // The virus scanner's two are proved where its word is read (test/functions/adapters/s3.test.ts).
    const ofBytes = quarantineCode.options.filter((code) => code !== 'malware' && code !== 'scan-failed');
    expect([...shown].sort()).toEqual([...ofBytes].sort());
  });

  test('a record takes ten reasons, however many a file gives', () => {
    const programs = Array.from({ length: 30 }, (_, index) => ({ name: `${index}.exe`, data: '1' }));
    const verdict = inspect('材料.zip', buildZip(programs));
    expect(verdict.outcome === 'quarantined' ? verdict.reasons : []).toHaveLength(10);
  });

  test('what a file is called inside an archive is shown without marks and not in full length', () => {
    const verdict = inspect('材料.zip', buildZip([{ name: `\u202e${'长'.repeat(300)}.exe`, data: '1' }]));
    const shown = verdict.outcome === 'quarantined' ? verdict.reasons[0]?.params['entry'] : undefined;
    expect(shown).toBe(`\ufffd${'长'.repeat(119)}…`);
  });
});

describe('a file that is what it says is let through, with what reviewers should know', () => {
  test.each(goodFiles)('$what', async (file) => {
    const bytes = await file.bytes();
    const verdict = inspect(
      file.name,
      bytes,
      file.contentType === undefined ? {} : { contentType: file.contentType },
    );

    expect(verdict).toEqual({
      outcome: 'inspected',
      detectedType: acceptedType.options.find((type) =>
        acceptedFormats[type].extensions.some((extension) =>
          file.name.toLowerCase().endsWith(`.${extension}`),
        ),
      ),
      flags: file.flags ?? [],
      image: file.image ?? null,
    });
    expect(inspectionVerdict.parse(verdict)).toEqual(verdict);
  });

  test('the corpus has a file of every accepted type', () => {
    const shown = acceptedType.options.filter((type) =>
      goodFiles.some((file) =>
        acceptedFormats[type].extensions.some((extension) =>
          file.name.toLowerCase().endsWith(`.${extension}`),
        ),
      ),
    );
    expect(shown).toEqual(acceptedType.options);
  });
});

/** Small good files of every container, as a start for damage. */
const originals = await Promise.all(
  goodFiles
    .filter((file) => !file.what.includes('100 MB'))
    .map(async (file) => ({ name: file.name, bytes: await file.bytes() })),
);

/** A change to a file: `at` is the share of its length where it happens. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'fill'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

function damaged(
  bytes: Uint8Array,
  { at, how, bytes: other }: typeof damage extends fc.Arbitrary<infer Value> ? Value : never,
) {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (how) {
    case 'flip':
      return bytesOf(before, other, after.subarray(other.length));
    case 'cut':
      return before;
    case 'insert':
      return bytesOf(before, other, after);
    case 'repeat':
      return bytesOf(before, after, after);
    case 'fill':
      return bytesOf(before, Buffer.alloc(Math.min(after.length, 64), 0xff), after.subarray(64));
  }
}

describe('no bytes make the inspection throw or run away', () => {
  test('random bytes get a verdict under every name', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...originals), (bytes, { name }) => {
        expect(inspectionVerdict.safeParse(inspect(name, bytes)).success).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('random bytes behind the first bytes of a real file get a verdict', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...originals),
        fc.nat(64),
        (bytes, { name, bytes: original }, kept) => {
          const verdict = inspect(name, bytesOf(original.subarray(0, kept), bytes));
          expect(inspectionVerdict.safeParse(verdict).success).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('damaged files get a verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        ({ name, bytes }, changes) => {
          const verdict = inspect(name, changes.reduce(damaged, bytes));
          expect(inspectionVerdict.safeParse(verdict).success).toBe(true);
        },
      ),
      { numRuns: 4_000 },
    );
  });
});

/** Counts what the inspection has unpacked. */
function countingInflate() {
  const counted = { calls: 0, bytes: 0, largest: 0 };
  const inflate: Inflate = (deflated, most) => {
    const unpacked = boundedInflate(deflated, most);
    const size = typeof unpacked === 'string' ? most : unpacked.length;
    counted.calls += 1;
    counted.bytes += size;
    counted.largest = Math.max(counted.largest, size);
    return unpacked;
  };
  return { counted, inflate };
}

describe('the inspection unpacks no more than its limits, whatever the file', () => {
  const { inflatedBytes, inflatedEntryBytes, inflations } = inspectionLimits;
  const mostBytes = inflatedBytes * 1.5;

  test('of every file of the corpus', () => {
    for (const file of hostileFiles) {
      const { counted, inflate } = countingInflate();
      inspect(file.name, file.bytes(), {}, inflate);
      expect(counted.bytes, file.what).toBeLessThanOrEqual(mostBytes);
      expect(counted.largest, file.what).toBeLessThanOrEqual(inflatedEntryBytes);
    }
  });

  test('of an archive with more in it than the budget, which is let through after as much as there is room for', () => {
    // Repeats are too far apart for deflate to find, so this shrinks by half and no more.
    const block = Buffer.alloc(8 * 1_048_576, noise(40_000, 16));
    const packed = deflateRawSync(block);
    const parts = Array.from({ length: 12 }, (_, index) => ({
      name: `${index}.txt`,
      packed,
      told: { size: block.length },
    }));
    const { counted, inflate } = countingInflate();
    expect(inspect('材料.zip', buildZip(parts), {}, inflate)).toMatchObject({ outcome: 'inspected' });
    expect(counted.bytes).toBeGreaterThan(inflatedBytes / 2);
    expect(counted.bytes).toBeLessThanOrEqual(mostBytes);
  });

  test('of a PDF that promises packed objects without end, which counts as active', () => {
    const promise = '<< /Type /ObjStm >> stream\nx\u009c endstream ';
    const { counted, inflate } = countingInflate();
    const verdict = inspect('通知.pdf', buildPdf(['<< >>', promise.repeat(50_000)]), {}, inflate);
    expect(verdict).toMatchObject({ outcome: 'inspected', flags: ['active-content'] });
    expect(counted.calls).toBeLessThanOrEqual(inflations);
  });

  test('of an archive of PDFs that each promise packed objects without end', () => {
    const promise = '<< /Type /ObjStm >> stream\nx\u009c endstream ';
    const pdf = buildPdf(['<< >>', promise.repeat(2_000)]);
    const parts = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.pdf`, data: pdf }));
    const { counted, inflate } = countingInflate();
    const verdict = inspect('材料.zip', buildZip(parts), {}, inflate);
    expect(verdict).toMatchObject({ outcome: 'inspected', flags: ['active-content'] });
    expect(counted.calls).toBeLessThanOrEqual(2 * inflations);
  });
});
