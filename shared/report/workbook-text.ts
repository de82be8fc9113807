const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/;
const specials = new RegExp(special, 'g');
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as a cell carries it. Characters that XML cannot carry, or would not give back, are written `_xHHHH_`, as the format has
 * it; so a text that happens to look like that has its underscore written that way.
 */
export function cellText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return special.test(whole) ? whole.replace(specials, escaped) : whole;
}

/** A text inside an attribute or a formula, which know no `_xHHHH_`: what XML cannot carry is left out. */
export function attribute(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

function escaped(character: string): string {
  return escapes[character] ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
