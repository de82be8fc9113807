import type { Figure } from './figure.ts';

/** A figure of a bench, or that there is none and why. */
export type Line = Readonly<{ bench: string; found: Figure | string }>;

const headings = ['bench', 'figure', 'value', 'beside', 'ratio', 'better'] as const;

/** The table of a run, as Markdown: it can be read as it is, and put into a document. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ bench, found }) => {
    if (typeof found === 'string') return [bench, `not measured: ${found}`, '', '', '', ''];
    const { value, unit, beside, better } = found;
    const ratio = beside === null ? '' : rounded(value / beside.value);
    const peer = beside === null ? '' : `${beside.what}: ${rounded(beside.value)}`;
    return [bench, found.figure, `${rounded(value)} ${unit}`, peer, ratio, better];
  });
  const widths = headings.map((heading, place) =>
    Math.max(heading.length, ...rows.map((row) => row[place]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(' | ')} |`;
  return [
    line(headings),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

/** Three digits are more than a shared machine is good for. */
function rounded(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
