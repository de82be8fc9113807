/**
 * Stands in the place of the component library's way of writing styles into the page: they are all in the style sheet that is
 * made at build time, and the page's policy allows no others.
 */

/** The library marks what it has written; it gets something to mark that is never shown. */
function nowhere(): HTMLStyleElement {
  return document.createElement('style');
}

export const injectCSS = nowhere;
export const updateCSS = nowhere;
export function removeCSS(): void {
  // Nothing was written.
}
export function clearContainerCache(): void {
  // Nothing was written.
}
