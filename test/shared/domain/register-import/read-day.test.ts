import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../../../shared/domain/register-import/read-day.ts';

const ofText = (text: string) => readDay({ kind: 'text', text }, false);
const ofNumber = (number: number, from1904 = false) => readDay({ kind: 'number', number }, from1904);

describe('days as offices write them', () => {
  test.each([
    '2018年4月18日',
    '2018年04月18日',
    '2018 年 4 月 18 日',
    '2018年4月18日 上午',
    '2018年4月18日10时30分',
    '2018年4月18号',
    '2018-4-18',
    '2018-04-18',
    '2018-04-18T08:00:00',
    '2018/4/18',
    '2018/4/18 9:30',
    '2018.4.18',
    '20180418',
    '43208',
    '43208.4375',
    '２０１８／４／１８',
    '二〇一八年四月十八日',
    '二零一八年四月十八日',
    '二○一八年 四月 十八日',
  ])('%s is 18 April 2018', (text) => expect(ofText(text)).toEqual({ day: '2018-04-18' }));

  test.each([
    ['二〇一八年十二月三十一日', '2018-12-31'],
    ['二〇一九年十月十日', '2019-10-10'],
    ['二〇二〇年二月二十九日', '2020-02-29'],
  ])('%s is %s', (text, day) => expect(ofText(text)).toEqual({ day }));
});

describe('what is not guessed', () => {
  test.each([
    ['4/5/2018', 'which of the two is the month'],
    ['18-4-18', 'which is the year'],
    ['2018年4月', 'no day'],
    ['4月18日', 'no year'],
    ['2018-4/18', 'two separators'],
    ['2018-4-181', 'one digit too many'],
    ['昨天', 'no date at all'],
    ['', 'nothing'],
    ['7', 'a number far from any year'],
    ['2018', 'a year, or day 2018 of 1905'],
  ])('%s: %s', (text) => expect(ofText(text)).toEqual({ fault: 'day-unclear' }));

  test.each(['2018-02-29', '2018年4月31日', '20181301', '2018-0-1', '1918-04-18', '2118-04-18'])(
    '%s is no day that a register can speak of',
    (text) => expect(ofText(text)).toEqual({ fault: 'day-impossible' }),
  );

  test('true, false and errors are no days', () => {
    expect(readDay({ kind: 'flag', flag: true }, false)).toEqual({ fault: 'day-unclear' });
    expect(readDay({ kind: 'error', text: '#REF!' }, false)).toEqual({ fault: 'day-unclear' });
  });
});

describe('Excel’s count of days', () => {
  test.each([
    [36_526, '2000-01-01'],
    [43_101, '2018-01-01'],
    [43_208.999, '2018-04-18'],
    [43_465, '2018-12-31'],
  ])('%s is %s', (number, day) => expect(ofNumber(number)).toEqual({ day }));

  test('from 1904 it is four years and a day further on', () => {
    expect(ofNumber(43_208 - 1_462, true)).toEqual({ day: '2018-04-18' });
    expect(ofNumber(43_208, true)).toEqual({ day: '2022-04-19' });
  });

  test('a number that would be a year no register speaks of is no day', () => {
    expect(ofNumber(1)).toEqual({ fault: 'day-unclear' });
    expect(ofNumber(80_000)).toEqual({ fault: 'day-unclear' });
    expect(ofNumber(Number.NaN)).toEqual({ fault: 'day-unclear' });
    expect(ofNumber(-Infinity)).toEqual({ fault: 'day-unclear' });
  });

  test('every day of 1949 to 2099 comes back from its number, its digits and its words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 17_899, max: 73_050 }), (serial) => {
        const read = ofNumber(serial);
        const day = 'day' in read ? read.day : '';
        expect(day).toMatch(/^(19[4-9]\d|20\d\d)-/);
        const [year, month, date] = day.split('-').map(Number);
        expect(ofText(`${year}年${month}月${date}日`)).toEqual({ day });
        expect(ofText(day.replaceAll('-', '.'))).toEqual({ day });
        expect(ofNumber(Number(day.replaceAll('-', '')))).toEqual({ day });
      }),
      { seed: 2018 },
    );
  });
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(Object.keys(ofText(text))).toHaveLength(1);
    }),
    { seed: 2018 },
  );
});
