const isoDay = /\b\d{4}-\d{2}-\d{2}\b/g;

/** A sentence of the server's states days as records do; people read them as their language writes them. */
export function withDays(text: string, day: (iso: string) => string): string {
  return text.replace(isoDay, (iso) => day(iso));
}
