import type { Day } from '../domain/values.ts';

/** A calendar day as Chinese documents write it: `2018-12-31` → `2018年12月31日`, without leading zeros. */
export function showDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** A whole number with groups of three: 12360 → `12,360`. */
export function showCount(count: number): string {
  const digits = String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/g, ',');
  return count < 0 ? `−${digits}` : digits;
}

/** Points as the result states them, with a true minus sign: `-0.3` → `−0.3`. No digit is added or lost. */
export function showPoints(points: string): string {
  return points.replace('-', '−');
}

/** Points that are a change, with their sign: `2.4` → `+2.4`, `-0.3` → `−0.3`, `0` → `0`. */
export function showChange(points: string): string {
  return points === '0' || points.startsWith('-') ? showPoints(points) : `+${points}`;
}

/** Points that were taken, which records state without a sign: `0.5` → `−0.5`. */
export function showTaken(points: string): string {
  return points === '0' ? '0' : `−${points}`;
}

/** A SHA-256 in groups of four, which people can compare aloud: `0123 4567 …`. */
export function showFingerprint(sha256: string): string {
  return (sha256.match(/.{1,4}/g) ?? []).join(' ');
}

/** The size of a file for somebody who decides whether to fetch it: `812 B`, `14 KB`, `1.3 MB`. */
export function showSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
