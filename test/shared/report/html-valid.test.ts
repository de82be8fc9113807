import { describe, expect, it } from 'vitest';
import { hostileTexts } from './hostile.ts';
import { fileText } from './read-back.ts';
import { htmlFaults } from '../../support/html-validator.ts';
import { libraryRubric } from '../../support/scoring.ts';
import { correctedInput, inputWithLastYear, rendered, sampleInput } from './sample.ts';

/** Classes that every rubric of the library has rules for. */
const units = [
  { name: '商务局', class: 'department', target: 60 },
  { name: '河边镇', class: 'township', target: 40 },
  { name: '开发区', class: 'park', target: 20 },
];

describe.each([
  ['harmless texts', sampleInput()],
  ['hostile texts', sampleInput({ texts: hostileTexts })],
  ['corrections', correctedInput()],
  ['a year before it', inputWithLastYear()],
  ['corrections with hostile reasons', correctedInput(hostileTexts.join(' '))],
  ...['ten-points', 'hundred-down', 'two-parts'].map(
    (name) => [`the rubric ${name}`, sampleInput({ rules: libraryRubric(name), units })] as const,
  ),
] as const)('every page with %s', (_, input) => {
  it('is valid HTML with the structure that assistive software needs', async () => {
    const files = await rendered(input);
    for (const path of files.keys()) {
      if (!path.endsWith('.html')) continue;
      expect(await htmlFaults(fileText(files, path), path)).toEqual([]);
    }
  });
});
