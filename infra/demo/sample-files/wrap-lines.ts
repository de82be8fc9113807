/**
 * Breaks lines at a width counted in Chinese characters; a Latin letter or a digit is half of one. Chinese breaks
 * anywhere, which is good enough for sample text.
 */
export function wrapLines(lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line) => {
    const wrapped: string[] = [];
    let [current, used] = ['', 0];
    for (const letter of line) {
      const room = letterWidth(letter);
      if (used + room > width) {
        wrapped.push(current);
        [current, used] = ['', 0];
      }
      current += letter;
      used += room;
    }
    return [...wrapped, current];
  });
}

/** The width of a letter in Chinese characters. */
export function letterWidth(letter: string): number {
  return (letter.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1;
}

/** Cuts lines into pages of so many; there is always one page. */
export function intoPages(lines: readonly string[], perPage: number): readonly (readonly string[])[] {
  const pages = Math.max(1, Math.ceil(lines.length / perPage));
  return Array.from({ length: pages }, (_, page) => lines.slice(page * perPage, (page + 1) * perPage));
}
