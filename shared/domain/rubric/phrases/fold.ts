/** What people type for the same thing, unit for unit, so that a place in the folded text is the same place in the original. */
const alike = new Map<string, string>([
  ...pairs('“”„‟＂', '"'),
  ...pairs('‘’＇', "'"),
  ...pairs('\u00a0\u2002\u2003\u2009\u202f\u3000\t', ' '),
  ...pairs('－−–—―﹣', '-'),
  ...pairs('。．｡', '.'),
  ...pairs('，', ','),
  ...pairs('；', ';'),
  ...pairs('：﹕︰', ':'),
  ...pairs('（', '('),
  ...pairs('）', ')'),
]);

function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (each) => [each, to]);
}

const fullWidthFirst = 0xff01;
const fullWidthLast = 0xff5e;
const fullWidthOffset = 0xfee0;

/**
 * Folds full-width digits, letters and punctuation, quotation marks and blanks onto one form each. The result has the same
 * length as the text.
 */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const code = text.charCodeAt(at);
    folded +=
      alike.get(unit) ??
      (code >= fullWidthFirst && code <= fullWidthLast ? String.fromCharCode(code - fullWidthOffset) : unit);
  }
  return folded;
}
