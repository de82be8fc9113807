import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { hostileTexts } from './hostile.ts';
import { fileText } from './read-back.ts';
import { libraryRubric } from '../../support/scoring.ts';
import { correctedInput, inputWithLastYear, rendered, sampleInput } from './sample.ts';

/** Classes that every rubric of the library has rules for. */
const units = [
  { name: '商务局', class: 'department', target: 60 },
  { name: '河边镇', class: 'township', target: 40 },
  { name: '开发区', class: 'park', target: 20 },
];

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // A page's title carries the unit and the report, as search results need; the rule's 70 characters count Chinese twice.
    'long-title': 'off',
    // The policy is stated in the page because the report must also be safe when opened from a disk.
    'no-inline-style': 'error',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

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
      const report = await validator.validateString(fileText(files, path), path);
      const messages = report.results.flatMap((result) =>
        result.messages.map((message) => `${path}:${message.line} ${message.ruleId} ${message.message}`),
      );
      expect(messages).toEqual([]);
    }
  });
});
