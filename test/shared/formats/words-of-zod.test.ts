import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { wordsOfZod } from '../../../shared/formats/words-of-zod.ts';

const said = (schema: z.ZodMiniType, value: unknown, language: 'zh' | 'en') =>
  schema.safeParse(value, { error: wordsOfZod[language] }).error?.issues.map(({ message }) => message) ?? [];

/** Each kind of finding that the product's schemas can give, with what a clerk reads of it. */
const cases: readonly (readonly [z.ZodMiniType, unknown, zh: string, en: string])[] = [
  [z.string(), 1, '应为文字', 'must be text'],
  [z.strictObject({ a: z.string() }), {}, '这一项必填，应为文字', 'is needed here: text'],
  [z.number(), '1', '应为数字', 'must be a number'],
  [z.int(), 1.5, '应为整数', 'must be a whole number'],
  [z.boolean(), 1, '应为“是”或“否”（true 或 false）', 'must be yes or no (true or false)'],
  [z.array(z.string()), 'a', '应为一个列表', 'must be a list'],
  [z.tuple([z.string()]), 'a', '应为一个列表', 'must be a list'],
  [z.strictObject({}), null, '应为一组有名称的内容', 'must be a set of named entries'],
  [z.record(z.string(), z.string()), [], '应为一组有名称的内容', 'must be a set of named entries'],
  [z.null(), 1, '应为空', 'must be empty'],
  [z.undefined(), 1, '应为空', 'must be empty'],
  [z.custom(() => false), 1, '不符合要求', 'is not as it should be'],
  [z.literal('all'), 'x', '只能是 all', 'must be all'],
  [z.enum(['own', 'other']), 'x', '只能是以下之一：own、other', 'must be one of own, other'],
  [z.string().check(z.minLength(1)), '', '不能为空', 'must not be empty'],
  [z.string().check(z.minLength(2)), 'a', '至少 2 个字', 'must have at least 2 characters'],
  [z.string().check(z.maxLength(1)), 'ab', '最多 1 个字', 'must have at most 1 character'],
  [z.string().check(z.length(3)), 'ab', '必须正好 3 个字', 'must have exactly 3 characters'],
  [z.array(z.int()).check(z.minLength(1)), [], '至少 1 项', 'must have at least 1 entry'],
  [z.array(z.int()).check(z.maxLength(1)), [1, 2], '最多 1 项', 'must have at most 1 entry'],
  [z.int().check(z.minimum(1)), 0, '最小为 1', 'must be at least 1'],
  [z.int().check(z.maximum(9)), 10, '最大为 9', 'must be at most 9'],
  [z.int().check(z.gt(0)), 0, '必须大于 0', 'must be above 0'],
  [z.int().check(z.lt(9)), 9, '必须小于 9', 'must be below 9'],
  [z.int().check(z.multipleOf(64)), 65, '必须是 64 的倍数', 'must be a multiple of 64'],
  [
    z.iso.date(),
    '2018-02-30',
    '不是有效的日期（写成 2018-06-30 的样子）',
    'is no date (written like 2018-06-30)',
  ],
  [
    z.iso.datetime(),
    'x',
    '不是有效的时间（写成 2018-06-30T08:00:00Z 的样子）',
    'is no time (written like 2018-06-30T08:00:00Z)',
  ],
  [z.url(), 'x', '不是有效的网址', 'is no web address'],
  [z.email(), 'x', '不是有效的电子邮箱地址', 'is no mail address'],
  [z.base64(), '*', '不是 Base64 编码的内容', 'is not encoded in Base64'],
  [z.ipv4(), 'x', '不是有效的 IPv4 地址', 'is no IPv4 address'],
  [z.ipv6(), 'x', '不是有效的 IPv6 地址', 'is no IPv6 address'],
  [z.hostname(), '*', '不是有效的主机名', 'is no host name'],
  [z.string().check(z.startsWith('https://')), 'x', '必须以“https://”开头', 'must begin with “https://”'],
  [
    z.string().check(z.regex(/^[0-9]{3}$/)),
    'x',
    '写法不符合要求',
    'is not written in the way that is asked for: /^[0-9]{3}$/',
  ],
  [z.strictObject({}), { a: 1, b: 2 }, '有多余的内容：a、b', 'has what does not belong here: a, b'],
  [
    z.record(z.string().check(z.maxLength(1)), z.int()),
    { ab: 1 },
    '有一个名称不符合要求',
    'has a name that does not belong here',
  ],
  [
    z.union([z.string(), z.int()]),
    true,
    '不是可以填写的任何一种内容',
    'is none of the things that can stand here',
  ],
  [
    z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a') })]),
    { kind: 'b' },
    '不是可以填写的任何一种内容',
    'is none of the things that can stand here',
  ],
];

describe('what is wrong with a value is said so that a clerk can mend it, without the names that programs have for it', () => {
  test.each(cases.map(([schema, value, zh, en]) => ({ schema, value, zh, en })))(
    '$zh · $en',
    ({ schema, value, zh, en }) => {
      expect(said(schema, value, 'zh')).toEqual([zh]);
      expect(said(schema, value, 'en')).toEqual([en]);
    },
  );

  test('a schema’s own words come before these: they know more', () => {
    const own = z.string().check(z.refine(() => false, { error: '必须大于 0 / must be above 0' }));
    expect(said(own, 'x', 'zh')).toEqual(['必须大于 0 / must be above 0']);
  });
});
