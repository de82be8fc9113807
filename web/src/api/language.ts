let language = 'zh-CN';

/** The language in which the server is to speak of what it refuses. */
export function speak(of: 'zh' | 'en'): void {
  language = of === 'zh' ? 'zh-CN' : 'en';
}

/** As the header `accept-language` states it. */
export function spoken(): string {
  return language;
}
