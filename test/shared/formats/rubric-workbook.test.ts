import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { boundedInflate } from '../../../functions/adapters/inspection/bounded-inflate.ts';
import { rubric, type Rubric } from '../../../shared/domain/rubric/rubric.ts';
import { readDocument } from '../../../shared/formats/read-document.ts';
import { readRubricWorkbook, writeRubricWorkbook } from '../../../shared/formats/rubric-workbook.ts';
import { libraryRubric, rubric2018 } from '../../support/scoring.ts';
import { someRubric } from '../../support/some-rubric.ts';

async function throughAll(of: Rubric): Promise<Rubric> {
  const json = readDocument(JSON.stringify(of), rubric);
  if (!json.ok) throw new Error(JSON.stringify(json.faults));
  const yaml = readDocument(stringify(json.value), rubric);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
  const read = await readRubricWorkbook(await writeRubricWorkbook(yaml.value), boundedInflate);
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  return rubric.parse(JSON.parse(JSON.stringify(read.value)));
}

describe('from JSON to YAML to a workbook and back', () => {
  test('the rubric of 2018 stays the same', async () => {
    expect(await throughAll(rubric2018)).toEqual(rubric2018);
  });

  test.each(['ten-points', 'hundred-down', 'two-parts'])('%s stays the same', async (name) => {
    expect(await throughAll(libraryRubric(name))).toEqual(libraryRubric(name));
  });

  test('every rubric that there can be stays the same', async () => {
    await fc.assert(
      fc.asyncProperty(someRubric, async (each) => {
        expect(await throughAll(each)).toEqual(each);
      }),
      { seed: 2018, numRuns: 500 },
    );
  }, 120_000);
});
