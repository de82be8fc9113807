import { fillText } from '../../shared/domain/fill-text.ts';
import type { Problem } from '../../shared/contracts/problem-view.ts';
import { refusalStatus } from '../../shared/contracts/refusal-status.ts';
import { Refusal, type RefusalKind } from '../../shared/domain/errors.ts';

const titles: Readonly<Record<RefusalKind | 'fault', { zh: string; en: string }>> = {
  invalid: { zh: '内容有误', en: 'Not valid' },
  unauthenticated: { zh: '需要登录', en: 'Sign-in needed' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  missing: { zh: '没有找到', en: 'Not found' },
  wrongState: { zh: '现在不能办理', en: 'Not possible now' },
  conflict: { zh: '有冲突', en: 'Conflict' },
  tooLarge: { zh: '内容过大', en: 'Too large' },
  tooMany: { zh: '操作过于频繁', en: 'Too many requests' },
  unavailable: { zh: '暂时繁忙', en: 'Busy' },
  fault: { zh: '系统出错', en: 'Something went wrong' },
};

export type Language = 'zh' | 'en';

/** The caller's language: Chinese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const q = options.find((option) => option.trim().startsWith('q='));
      return { tag, weight: q === undefined ? 1 : Number(q.trim().slice(2)) };
    })
    .filter(({ tag, weight }) => weight > 0 && (tag.startsWith('zh') || tag.startsWith('en')))
    .sort((left, right) => right.weight - left.weight);
  return wanted[0]?.tag.startsWith('en') === true ? 'en' : 'zh';
}

/**
 * Problem details (RFC 9457) of an error, in the caller's language. `instance` is the number by which the log is found. The texts are
 * loaded by the first call that is refused.
 */
export async function problemOf(error: unknown, language: Language, instance: string): Promise<Problem> {
  const { faultText, problemTexts } = await import('../../shared/contracts/problem-texts.ts');
  if (!(error instanceof Refusal)) {
    return {
      type: 'about:blank',
      title: titles.fault[language],
      status: 500,
      detail: faultText[language],
      code: 'fault',
      instance,
      findings: [],
      details: {},
    };
  }
  return {
    type: `/docs#${error.code}`,
    title: titles[error.kind][language],
    status: refusalStatus[error.kind],
    detail: fillText(problemTexts[error.code][language], error.details),
    code: error.code,
    instance,
    findings: error.findings.map((finding) => ({ ...finding })),
    details: { ...error.details },
  };
}
