import { HtmlValidate } from 'html-validate';

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

/** What is wrong with a page as HTML, and with the structure that assistive software needs: each fault with its place. */
export async function htmlFaults(page: string, path: string): Promise<readonly string[]> {
  const report = await validator.validateString(page, path);
  return report.results.flatMap((result) =>
    result.messages.map((message) => `${path}:${message.line} ${message.ruleId} ${message.message}`),
  );
}
