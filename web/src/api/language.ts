/** Where a browser keeps which language somebody chose. */
const languageKey = 'biaochi-language';

/** The language that was chosen in this browser; Chinese where none was. */
export function keptLanguage(): 'zh' | 'en' {
  return window.localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh';
}

export function keepLanguage(of: 'zh' | 'en'): void {
  window.localStorage.setItem(languageKey, of);
}

/** As the header `accept-language` states a language. */
export function asHeader(of: 'zh' | 'en'): string {
  return of === 'zh' ? 'zh-CN' : 'en';
}

let language = asHeader('zh');

/** The language in which the server is to speak of what it refuses. */
export function speak(of: 'zh' | 'en'): void {
  language = asHeader(of);
}

/** As the header `accept-language` states it. */
export function spoken(): string {
  return language;
}
