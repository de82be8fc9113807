import type * as z from 'zod/mini';
import type { Bilingual } from '../domain/values.ts';

/** A fault that the schema found, with its place in the rubric. */
export type Issue = Readonly<{ path: readonly (string | number)[]; message: Bilingual; custom: boolean }>;

/** The schema's faults in words. Where one of several forms was meant, those of the form that was nearest. */
export function issuesOf(error: z.core.$ZodError): readonly Issue[] {
  return error.issues.flatMap((issue) => flatten(issue, []));
}

type ZodIssue = z.core.$ZodError['issues'][number];

function flatten(issue: ZodIssue, before: readonly PropertyKey[]): readonly Issue[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [nearest] = [...issue.errors].sort((left, right) => farness(left) - farness(right));
    if (nearest !== undefined && nearest.length > 0) return nearest.flatMap((each) => flatten(each, path));
  }
  return [
    {
      path: path.map((key) => (typeof key === 'number' ? key : String(key))),
      message: textOf(issue),
      custom: issue.code === 'custom',
    },
  ];
}

/** A form of another kind is farther than one with a value that is too large or too small. */
function farness(issues: readonly ZodIssue[]): number {
  const ofAnotherKind = issues.filter(({ code }) => code.startsWith('invalid_') && code !== 'invalid_format');
  return ofAnotherKind.length * 100 + issues.length;
}

function textOf(issue: ZodIssue): Bilingual {
  switch (issue.code) {
    case 'custom':
      return inTwo(issue.message);
    case 'too_big':
      return issue.origin === 'array'
        ? { zh: `太多了，最多 ${issue.maximum} 个`, en: `too many, at most ${issue.maximum}` }
        : issue.origin === 'string'
          ? { zh: `太长了，最多 ${issue.maximum} 个字`, en: `too long, at most ${issue.maximum} characters` }
          : { zh: `太大了，最大 ${issue.maximum}`, en: `too large, at most ${issue.maximum}` };
    case 'too_small':
      return issue.origin === 'array'
        ? { zh: `太少了，至少 ${issue.minimum} 个`, en: `too few, at least ${issue.minimum}` }
        : issue.origin === 'string'
          ? { zh: '没有写', en: 'nothing is written' }
          : { zh: `太小了，最小 ${issue.minimum}`, en: `too small, at least ${issue.minimum}` };
    case 'invalid_format':
      return formatText(issue.pattern ?? issue.format);
    case 'invalid_type':
      return {
        zh: `这里没有写，或者写的不是${typeNames[issue.expected] ?? issue.expected}`,
        en: `missing, or not of the kind ${issue.expected}`,
      };
    case 'unrecognized_keys':
      return {
        zh: `多写了 ${issue.keys.join('、')}，这里没有这样的内容`,
        en: `there is no ${issue.keys.join(', ')} here`,
      };
    case 'invalid_value': {
      const values = issue.values.map(String);
      return { zh: `只能写 ${values.join('、')}`, en: `must be one of ${values.join(', ')}` };
    }
    default:
      return { zh: '这里的内容不对', en: issue.message };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表',
  object: '一组内容',
  record: '一组内容',
};

/** By its pattern, since zod knows a pattern only as such. */
function formatText(pattern: string): Bilingual {
  if (pattern.includes(String.raw`\d{0,5}`)) {
    return {
      zh: '分数最多六位整数、四位小数，前面不多写 0',
      en: 'points have at most six digits, four decimals, and no zeros in front',
    };
  }
  if (pattern.startsWith('/^[a-z]')) {
    return {
      zh: '代号要用小写英文字母开头，只用小写字母、数字和短横线，不超过 40 个',
      en: 'ids begin with a small letter and have small letters, digits and hyphens only, at most 40',
    };
  }
  return { zh: `写法不对，应当符合 ${pattern}`, en: `not written as it should be: ${pattern}` };
}

/** The rubric's own messages are Chinese, a stroke between blanks, English; names in them may hold such a stroke too. */
function inTwo(message: string): Bilingual {
  const pieces = message.split(' / ');
  if (pieces.length % 2 === 1) return { zh: message, en: message };
  const half = pieces.length / 2;
  return { zh: pieces.slice(0, half).join(' / '), en: pieces.slice(half).join(' / ') };
}
