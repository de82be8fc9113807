import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { fillText } from '../../../shared/domain/fill-text.ts';
import type { Bilingual } from '../../../shared/domain/values.ts';
import { keepLanguage, keptLanguage, speak } from '../api/language.ts';
import { chinese } from './chinese.ts';
import type { TextKey } from './zh.ts';

export type Language = 'zh' | 'en';
type Facts = Readonly<Record<string, string | number>>;
export type Texts = Readonly<{
  language: Language;
  /** The text of a key, with its facts filled in. Screens are shown when theirs are here (`screen-texts.ts`). */
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

type Catalogue = Readonly<{ language: Language; texts: Readonly<Partial<Record<TextKey, string>>> }>;
const inChinese: Catalogue = { language: 'zh', texts: chinese };

/** Most never need the English texts: they come when somebody does. */
async function catalogueOf(language: Language): Promise<Catalogue> {
  return language === 'zh' ? inChinese : { language, texts: (await import('./en.ts')).en };
}

export function TextsProvider({ children }: { children: ReactNode }) {
  const [catalogue, setCatalogue] = useState(() => (keptLanguage() === 'en' ? null : inChinese));
  const choose = useCallback((next: Language) => {
    catalogueOf(next).then(
      (found) => {
        keepLanguage(next);
        setCatalogue(found);
      },
      // Without a network the language stays what it is.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    if (catalogue !== null) return;
    // Where they cannot be had, Chinese is better than nothing.
    catalogueOf('en').then(setCatalogue, () => setCatalogue(inChinese));
  }, [catalogue]);
  const texts = useMemo(() => (catalogue === null ? null : textsOf(catalogue, choose)), [catalogue, choose]);
  return texts === null ? null : <Context value={texts}>{children}</Context>;
}

function textsOf({ language, texts }: Catalogue, choose: Texts['choose']): Texts {
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
  return {
    language,
    t: (of, facts = {}) => fillText(texts[of] ?? '', facts),
    of: (both) => both[language],
    day: (of) => days.format(new Date(`${of}T04:00:00.000Z`)),
    moment: (of) => moments.format(new Date(of)),
    number: (of) => numbers.format(of),
    choose,
  };
}

export function useTexts(): Texts {
  const texts = use(Context);
  if (texts === null) throw new Error('useTexts outside of TextsProvider');
  return texts;
}
