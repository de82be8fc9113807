import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import jpeg from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { makeDocx } from '../../../infra/demo/sample-files/make-docx.ts';
import { makeOfd } from '../../../infra/demo/sample-files/make-ofd.ts';
import { makePdf } from '../../../infra/demo/sample-files/make-pdf.ts';
import { makePhoto } from '../../../infra/demo/sample-files/make-photo.ts';
import { photoScenes } from '../../../infra/demo/sample-files/photo-scenes.ts';
import type { SampleFile } from '../../../infra/demo/sample-files/sample-file.ts';
import { inspect } from '../../support/inspect.ts';

const title = '关于公开 <有关> & "事项" 的说明';
const lines = Array.from({ length: 60 }, (_, index) =>
  `第${index + 1}条 内容 <b>&amp;</b> 一二三四五六七八九十`.repeat(2),
);

const kinds: readonly (readonly [string, (seed: string) => SampleFile])[] = [
  ['a photograph', (seed) => makePhoto(seed, { takenAt: '2018-05-03T10:11:12', caption: '县政府宣传栏' })],
  ['a PDF', (seed) => makePdf(seed, { title, lines })],
  ['a Word document', (seed) => makeDocx(seed, { title, paragraphs: lines })],
  ['an OFD', (seed) => makeOfd(seed, { title, lines })],
];

describe.each(kinds)('%s', (_, make) => {
  test('is let through as what it says it is, with nothing to warn reviewers of', () => {
    const { bytes, extension, contentType } = make('1');
    expect(inspect(`样本.${extension}`, bytes, { contentType })).toMatchObject({
      outcome: 'inspected',
      flags: [],
    });
  });

  test('is the same for the same seed and another for another, so that a rehearsal can be repeated', () => {
    expect(make('1').bytes).toEqual(make('1').bytes);
    const hashes = Array.from({ length: 20 }, (__, seed) =>
      createHash('sha256')
        .update(make(`${seed}`).bytes)
        .digest('hex'),
    );
    expect(new Set(hashes).size).toBe(20);
  });

  test('says inside that it is demonstration data', () => {
    const { bytes, extension } = make('1');
    expect(insides(extension, bytes)).toContain('演示数据');
  });
});

/** The text of a file, as far as a plain search finds it. */
function insides(extension: string, bytes: Uint8Array): string {
  const text = new TextDecoder();
  switch (extension) {
    case 'pdf':
      // Text stands in hexadecimal UTF-16.
      return text.decode(bytes).replace(/<((?:[0-9a-f]{4})+)>/g, (_, hex: string) => {
        return Buffer.from(hex, 'hex').swap16().toString('utf16le');
      });
    case 'jpg':
      return text.decode(bytes);
    default:
      return Object.values(unzipSync(bytes))
        .map((part) => text.decode(part))
        .join('\n');
  }
}

describe('a photograph', () => {
  test.each(photoScenes)('of a %s can be decoded and is no single colour', (scene) => {
    const { bytes } = makePhoto('1', { scene, takenAt: '2018-05-03T10:11:12' });
    const { width, height, data } = jpeg.decode(bytes, { useTArray: true });
    expect([width, height]).toEqual([320, 240]);
    expect(new Set(data).size).toBeGreaterThan(100);
    expect(bytes.length).toBeGreaterThan(6_000);
    expect(bytes.length).toBeLessThan(24_000);
  });

  test('tells when it was taken and not where', () => {
    const { bytes } = makePhoto('1', { takenAt: '2018-11-30T08:09:10' });
    expect(inspect('照片.jpg', bytes)).toMatchObject({
      image: { takenAt: '2018-11-30T08:09:10', place: null },
    });
  });
});

describe('a document', () => {
  test('goes on over as many pages as its text takes', () => {
    const pdf = new TextDecoder().decode(makePdf('1', { title, lines }).bytes);
    expect(pdf).toContain('/Count 5');
    const ofd = Object.keys(unzipSync(makeOfd('1', { title, lines }).bytes));
    expect(ofd.filter((name) => name.endsWith('Content.xml'))).toHaveLength(6);
  });

  test('has its title as it was given, whatever characters are in it', () => {
    for (const make of [makeOfd, (seed: string) => makeDocx(seed, { title, paragraphs: [] })]) {
      const { bytes, extension } = make('1', { title, lines: [] });
      expect(insides(extension, bytes)).toContain('关于公开 &lt;有关&gt; &amp; &quot;事项&quot; 的说明');
    }
  });

  test('of a PDF has its table of objects where it says', () => {
    const pdf = new TextDecoder().decode(makePdf('1', { title, lines }).bytes);
    const table = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(table, table + 4)).toBe('xref');
    const [, places = ''] = /xref\n0 \d+\n0{10} 65535 f \n((?:\d{10} 00000 n \n)+)/.exec(pdf) ?? [];
    places
      .trimEnd()
      .split('\n')
      .forEach((place, index) => {
        expect(pdf.slice(Number(place.slice(0, 10))).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
      });
  });
});
