import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { fillText } from '../../../shared/domain/fill-text.ts';
import type { Bilingual } from '../../../shared/domain/values.ts';
import { speak } from '../api/call.ts';
import { en } from './en.ts';
import { zh, type TextKey } from './zh.ts';

export type Language = 'zh' | 'en';
type Facts = Readonly<Record<string, string | number>>;
export type Texts = Readonly<{
  language: Language;
  /** The text of a key, with its facts filled in. */
  t: (key: TextKey, facts?: Facts) => string;
  /** What the server says in both languages. */
  of: (both: Bilingual) => string;
  /** `2018年6月15日`, or `15 June 2018`. */
  day: (day: string) => string;
  /** A moment in Shanghai, to the minute. */
  moment: (instant: string) => string;
  /** `12,360`. */
  number: (of: number) => string;
  choose: (language: Language) => void;
}>;

const Context = createContext<Texts | null>(null);
const key = 'biaochi-language';

export function TextsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    window.localStorage.getItem(key) === 'en' ? 'en' : 'zh',
  );
  const choose = useCallback((next: Language) => {
    window.localStorage.setItem(key, next);
    setLanguage(next);
  }, []);
  const texts = useMemo((): Texts => {
    speak(language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Shanghai' });
    const moments = new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Shanghai',
    });
    const numbers = new Intl.NumberFormat(locale);
    const texts = language === 'zh' ? zh : en;
    return {
      language,
      t: (of, facts = {}) => fillText(texts[of], facts),
      of: (both) => both[language],
      day: (of) => days.format(new Date(`${of}T04:00:00.000Z`)),
      moment: (of) => moments.format(new Date(of)),
      number: (of) => numbers.format(of),
      choose,
    };
  }, [language, choose]);
  return <Context value={texts}>{children}</Context>;
}

export function useTexts(): Texts {
  const texts = use(Context);
  if (texts === null) throw new Error('useTexts outside of TextsProvider');
  return texts;
}
