import type { PrintingFont } from './printing-font.ts';

/** What may not begin a line, and what may not end one. */
const notFirst = new Set('，。、；：！？）》】』」”’…—·％%,.;:!?)]}〕');
const notLast = new Set('（《【『「“‘([{〔');
/** Latin words and figures, which stay whole where a line has room for them. */
const word = /[A-Za-z0-9.,%+\-−/&_@#'’]/;

/**
 * Breaks a text into lines of a width, as Chinese is set: between any two characters, but never a closing mark at a line's beginning
 * or an opening one at its end, and words and figures whole.
 * @param width in ems of the letters
 */
export function breakLines(text: string, width: number, font: PrintingFont): string[] {
  return text.split('\n').flatMap((each) => breakLine(each, width, font));
}

/** How finely a width is sought that makes lines equally long, in ems. */
const step = 0.25;

/**
 * The same for what stands in the middle, such as a title: as few lines, but as equally long as they can be, so that the last does
 * not hold one character alone.
 */
export function balanceLines(text: string, width: number, font: PrintingFont): string[] {
  let lines = breakLines(text, width, font);
  const fewest = lines.length;
  for (let narrower = width - step; fewest > 1 && narrower > width / 2; narrower -= step) {
    const found = breakLines(text, narrower, font);
    if (found.length > fewest) break;
    lines = found;
  }
  return lines;
}

function breakLine(text: string, width: number, font: PrintingFont): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  const push = (token: string, wide: number) => {
    line.push(token);
    used += wide;
  };
  const turn = () => {
    // What may not stand at the end goes down with what follows; a line keeps at least one token.
    const carried: string[] = [];
    while (line.length > 1 && notLast.has(line.at(-1) ?? '')) carried.unshift(line.pop() ?? '');
    lines.push(line.join('').trimEnd());
    line = carried;
    used = font.widthOf(carried.join(''));
  };
  for (const token of tokensOf(text, width, font)) {
    const wide = font.widthOf(token);
    if (used + wide > width && line.length > 0) {
      // A closing mark takes the character before it down, so that it does not begin a line.
      const before = notFirst.has(token) && line.length > 1 ? (line.pop() ?? '') : '';
      turn();
      if (before !== '') push(before, font.widthOf(before));
      if (token === ' ' && line.length === 0) continue;
    }
    push(token, wide);
  }
  lines.push(line.join(''));
  return lines;
}

/** Characters one by one, and words whole unless they are wider than a line. */
function tokensOf(text: string, width: number, font: PrintingFont): string[] {
  const tokens: string[] = [];
  let open = '';
  for (const letter of text) {
    if (word.test(letter) && font.widthOf(open + letter) <= width) {
      open += letter;
      continue;
    }
    if (open !== '') tokens.push(open);
    open = word.test(letter) ? letter : '';
    if (open === '') tokens.push(letter);
  }
  if (open !== '') tokens.push(open);
  return tokens;
}
