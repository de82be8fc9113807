import { beforeEach, describe, expect, test } from 'vitest';
import { getCircularTemplate } from '../../../../shared/app/documents/get-circular-template.ts';
import {
  getProblemLetterDocx,
  getProblemLetterPdf,
} from '../../../../shared/app/documents/get-problem-letter-file.ts';
import { previewCircular } from '../../../../shared/app/documents/preview-circular.ts';
import { setCircularTemplate } from '../../../../shared/app/documents/set-circular-template.ts';
import { issueProblemLetters } from '../../../../shared/app/problems/problem-letters.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { defaultCircularTemplate } from '../../../../shared/domain/circular/circular-template.ts';
import { writeCircular } from '../../../../shared/report/circular/write-circular.ts';
import { letterWriter } from '../../../../shared/report/letters/letter-writer.ts';
import { printFonts } from '../../../support/print-fonts.ts';
import { signer } from '../../../support/signer.ts';
import { inYear, publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { asked, changes, people, sampleWorld } from '../world.ts';

let year: FilledYear;
beforeEach(async () => {
  year = await publishedYear();
});

const links = {
  download: async (key: string, name: string) => ({
    url: `https://files.example/${key}?as=${encodeURIComponent(name)}`,
    expiresAt: '2019-01-05T01:02:00.000Z',
  }),
};
const deps = () => ({
  ...year.world,
  runs: year.machine.runs,
  runFileLinks: links,
  signer,
  circular: async (...given: Parameters<typeof writeCircular>) => writeCircular(...given),
  letters: letterWriter(async () => printFonts),
});
const mine = { ...defaultCircularTemplate, title: '关于{年份}年政务公开考核的通报' };

describe('the circular’s text', () => {
  test('is the product’s own until the office writes it; each change is in the audit, the same again is none', async () => {
    const get = () => getCircularTemplate(year.world)(asked(people.signer, inYear, undefined));
    expect(await get()).toMatchObject({ edited: false, template: defaultCircularTemplate });
    const before = await changes(year.world, streams.runs('2018'));
    const set = () => setCircularTemplate(year.world)(asked(people.admin, inYear, mine));
    await set();
    await set();
    expect(await changes(year.world, streams.runs('2018'))).toBe(before + 1);
    expect(await get()).toMatchObject({ edited: true, template: mine });
  });

  test('that names a place there is none of is refused by its name, and nothing changes', async () => {
    const bad = { ...mine, addressee: '{收文单位}：' };
    await expect(setCircularTemplate(year.world)(asked(people.admin, inYear, bad))).rejects.toMatchObject({
      code: 'circular-place-unknown',
      details: { place: '收文单位' },
    });
    expect(await getCircularTemplate(year.world)(asked(people.admin, inYear, undefined))).toMatchObject({
      edited: false,
    });
  });

  test('can be seen with the published result before it is kept', async () => {
    const { paragraphs, file } = await previewCircular(deps())(asked(people.admin, inYear, mine));
    expect(paragraphs).toContainEqual({ role: 'title', text: '关于2018年政务公开考核的通报' });
    expect(file.url).toContain(storageKeys.document({ ...inYear, file: 'circular.docx' }));
  });

  test('cannot be seen before there is a result', async () => {
    const world = await sampleWorld();
    await expect(
      previewCircular({ ...deps(), ...world })(asked(people.admin, inYear, mine)),
    ).rejects.toMatchObject({ code: 'nothing-to-preview' });
  });
});

describe('a problem letter as a file', () => {
  const in002 = { ...inYear, unit: '002' };

  test('is for its unit and the office, in both forms, and lies where no reader of reports looks', async () => {
    await issueProblemLetters(deps())(asked(people.admin, inYear, { mendBy: '2019-06-30' }));
    const word = await getProblemLetterDocx(deps())(asked(people.clerk002, in002, undefined));
    const pdf = await getProblemLetterPdf(deps())(asked(people.clerk002, in002, undefined));
    expect([word.url, pdf.url].map((url) => new URL(url).pathname)).toEqual([
      '/runs/2018/documents/letter-002.docx',
      '/runs/2018/documents/letter-002.pdf',
    ]);
    await expect(getProblemLetterPdf(deps())(asked(people.clerk015, in002, undefined))).rejects.toMatchObject(
      { code: 'not-your-unit' },
    );
  });

  test('is unknown until letters are issued', async () => {
    await expect(
      getProblemLetterDocx(deps())(asked(people.clerk002, in002, undefined)),
    ).rejects.toMatchObject({ code: 'problem-letter-unknown' });
  });
});
