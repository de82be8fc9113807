import type { Bilingual } from './values.ts';

type Facts = Readonly<Record<string, string | number | null>>;

/** Fills a text's `{name}` places; one without a fact stays as it is. */
export function fillText(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place));
}

/** Both languages of a text, filled with the same facts. */
export function fillBoth({ zh, en }: Bilingual, facts: Facts): Bilingual {
  return { zh: fillText(zh, facts), en: fillText(en, facts) };
}
