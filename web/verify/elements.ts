/** An element of the page by its id. @throws Error when the page is not the one this script belongs to */
export function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** Says how far it is in both languages, where screen readers hear it too. */
export function say(id: string, zh: string, en: string): void {
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  element(id, HTMLParagraphElement).replaceChildren(`${zh} `, english);
}

/** What is said when files cannot be fetched or read. */
export const notDone = [
  '没有完成：文件取不到或读不懂。请检查网络后再试。',
  'Not done: a file could not be fetched or read. Please check the network and try again.',
] as const;

/** Works with a button at rest meanwhile, and says in words when it fails. */
export async function withLive(
  button: HTMLButtonElement,
  status: string,
  work: () => Promise<void>,
): Promise<void> {
  button.disabled = true;
  try {
    await work();
  } catch {
    say(status, ...notDone);
  } finally {
    button.disabled = false;
  }
}
