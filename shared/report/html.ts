/**
 * Markup that may be written into a page as it is. Only the `markup` template makes it, so a text from a person cannot become
 * markup by being forgotten: everything else that is interpolated is escaped.
 */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What a template may hold. Null and false leave nothing behind, so a condition can stand in a template. */
export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[];

/**
 * Builds markup from a template: markup`<p title="${title}">${text}</p>`. Values are escaped for text and for attributes in
 * double quotes alike; they are never put into tag names, unquoted attributes, scripts or styles.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let source = strings[0] ?? '';
  values.forEach((value, index) => {
    source += render(value) + (strings[index + 1] ?? '');
  });
  return new Html(source);
}

/** A name or a sentence that a person typed: isolated, so that characters which turn the writing direction end with it. */
export function typed(text: string): Html {
  return markup`<bdi>${text}</bdi>`;
}

function render(value: HtmlValue): string {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.source;
  if (typeof value === 'object') return value.map(render).join('');
  return escape(String(value));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser turns a bare carriage return into a line feed; the reference keeps it.
  '\r': '&#13;',
};

/** What is escaped, and halves of characters, which are no text: most texts hold neither. */
const special = /[&<>"'\r\ud800-\udfff]/;

function escape(text: string): string {
  if (!special.test(text)) return text;
  return text.toWellFormed().replace(/[&<>"'\r]/g, (character) => escapes[character] ?? character);
}
