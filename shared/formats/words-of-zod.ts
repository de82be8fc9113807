import type * as z from 'zod/mini';
import type { Bilingual } from '../domain/values.ts';

/**
 * What is said of a value that is not as it should be, in the two languages: given to `safeParse` as `error` where people read its
 * findings. Without it a finding says only that the value is invalid, and where. They are our own: zod's are reached by way of all of
 * it, so that every function would load them at its start, and they speak to clerks of patterns and keys.
 */
export const wordsOfZod = {
  zh: (issue: z.core.$ZodRawIssue) => wordsOf(issue).zh,
  en: (issue: z.core.$ZodRawIssue) => wordsOf(issue).en,
} as const satisfies Record<'zh' | 'en', z.core.$ZodErrorMap>;

const say = (zh: string, en: string): Bilingual => ({ zh, en });

function wordsOf(issue: z.core.$ZodRawIssue): Bilingual {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = types.get(issue.expected) ?? say('别的内容', 'something else');
      return issue.input === undefined
        ? say(`这一项必填，应为${wanted.zh}`, `is needed here: ${wanted.en}`)
        : say(`应为${wanted.zh}`, `must be ${wanted.en}`);
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return issue.values.length === 1
        ? say(`只能是 ${values.join('')}`, `must be ${values.join('')}`)
        : say(`只能是以下之一：${values.join('、')}`, `must be one of ${values.join(', ')}`);
    }
    case 'too_big':
      return limit(issue.origin, issue.maximum, issue.exact === true ? 'exactly' : 'most', issue.inclusive);
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return say('不能为空', 'must not be empty');
      return limit(issue.origin, issue.minimum, issue.exact === true ? 'exactly' : 'least', issue.inclusive);
    case 'invalid_format': {
      const begin = issue.format === 'starts_with' && 'prefix' in issue ? String(issue.prefix) : null;
      if (begin !== null) return say(`必须以“${begin}”开头`, `must begin with “${begin}”`);
      // Whoever keeps settings and rubrics reads English and patterns; a clerk does not.
      const pattern = issue.pattern === undefined ? '' : `: ${issue.pattern}`;
      return (
        formats.get(issue.format) ??
        say('写法不符合要求', `is not written in the way that is asked for${pattern}`)
      );
    }
    case 'not_multiple_of':
      return say(`必须是 ${issue.divisor} 的倍数`, `must be a multiple of ${issue.divisor}`);
    case 'unrecognized_keys':
      return say(
        `有多余的内容：${issue.keys.join('、')}`,
        `has what does not belong here: ${issue.keys.join(', ')}`,
      );
    case 'invalid_key':
      return say('有一个名称不符合要求', 'has a name that does not belong here');
    case 'invalid_element':
      return say('有一项不符合要求', 'has an entry that is not right');
    case 'invalid_union':
      return say('不是可以填写的任何一种内容', 'is none of the things that can stand here');
    case 'custom':
      return say('不符合要求', 'is not as it should be');
  }
}

/** What a value should be, by zod's name for it. */
const types: ReadonlyMap<string, Bilingual> = new Map([
  ['string', say('文字', 'text')],
  ['number', say('数字', 'a number')],
  ['int', say('整数', 'a whole number')],
  ['boolean', say('“是”或“否”（true 或 false）', 'yes or no (true or false)')],
  ['array', say('一个列表', 'a list')],
  ['tuple', say('一个列表', 'a list')],
  ['object', say('一组有名称的内容', 'a set of named entries')],
  ['record', say('一组有名称的内容', 'a set of named entries')],
  ['null', say('空', 'empty')],
  ['undefined', say('空', 'empty')],
  ['never', say('空', 'empty')],
]);

/** What a text should be written as, by zod's name for it. */
const formats: ReadonlyMap<string, Bilingual> = new Map([
  ['date', say('不是有效的日期（写成 2018-06-30 的样子）', 'is no date (written like 2018-06-30)')],
  [
    'datetime',
    say(
      '不是有效的时间（写成 2018-06-30T08:00:00Z 的样子）',
      'is no time (written like 2018-06-30T08:00:00Z)',
    ),
  ],
  ['url', say('不是有效的网址', 'is no web address')],
  ['email', say('不是有效的电子邮箱地址', 'is no mail address')],
  ['base64', say('不是 Base64 编码的内容', 'is not encoded in Base64')],
  ['ipv4', say('不是有效的 IPv4 地址', 'is no IPv4 address')],
  ['ipv6', say('不是有效的 IPv6 地址', 'is no IPv6 address')],
  ['hostname', say('不是有效的主机名', 'is no host name')],
]);

/** @param inclusive whether the limit itself may be reached */
function limit(
  origin: string,
  to: number | bigint,
  kind: 'most' | 'least' | 'exactly',
  inclusive = true,
): Bilingual {
  const counted = countedIn[origin];
  if (counted === undefined) {
    if (!inclusive)
      return kind === 'most'
        ? say(`必须小于 ${to}`, `must be below ${to}`)
        : say(`必须大于 ${to}`, `must be above ${to}`);
    return kind === 'most'
      ? say(`最大为 ${to}`, `must be at most ${to}`)
      : say(`最小为 ${to}`, `must be at least ${to}`);
  }
  const en = `${to} ${to === 1 ? counted.one : counted.many}`;
  const number = `${to} ${counted.zh}`;
  switch (kind) {
    case 'most':
      return say(`最多 ${number}`, `must have at most ${en}`);
    case 'least':
      return say(`至少 ${number}`, `must have at least ${en}`);
    case 'exactly':
      return say(`必须正好 ${number}`, `must have exactly ${en}`);
  }
}

/** What is counted where a thing has a length. */
const countedIn: Readonly<Record<string, Readonly<{ zh: string; one: string; many: string }>>> = {
  string: { zh: '个字', one: 'character', many: 'characters' },
  array: { zh: '项', one: 'entry', many: 'entries' },
};
