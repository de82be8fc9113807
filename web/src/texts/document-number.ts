const written = /[[［(（【〔]\s*((?:19|20)\d{2})\s*[\]］)）】〕]\s*第?\s*(\d+)\s*号/g;

/** A document's number in the form that offices write, `商政办〔2018〕12号`, whatever brackets it was typed with. */
export function documentNumber(text: string): string {
  return text.replace(written, '〔$1〕$2号');
}
