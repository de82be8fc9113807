import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldText, type Names } from '../../../../shared/app/audit/field-text.ts';
import { fieldNames } from '../../../../shared/domain/audit/field-names.ts';
import { fieldWords } from '../../../../shared/domain/audit/field-words.ts';

const names: Names = {
  member: new Map([['clerk-002', '演示员·商务局']]),
  unit: new Map([['002', '商务局']]),
  body: new Map([['civil-affairs', '县民政局']]),
};
const id = 'k3v9x2m7q4w8r1t6y5u0p3a9sd';
const read = (field: string, value: unknown) => fieldText(field, value, names);

describe('a value of a record in the trail', () => {
  test.each([
    ['status', 'withdrawn', '已撤回', 'withdrawn'],
    ['active', true, '是', 'yes'],
    ['step', 'sign-off', '核稿签发', 'sign-off'],
    ['target', 180, '180', '180'],
    ['reason', '误登', '误登', '误登'],
    ['unit', '002', '商务局', '商务局'],
    ['units', ['002'], '商务局', '商务局'],
    ['body', 'civil-affairs', '县民政局', '县民政局'],
    ['by', 'clerk-002', '演示员·商务局', '演示员·商务局'],
    // 04:00 UTC is noon in Shanghai, and 16:00 UTC is the next day's first moment.
    ['at', '2018-06-15T04:00:00.000Z', '2018-06-15 12:00', '2018-06-15 12:00'],
    ['at', '2018-06-15T16:00:00.000Z', '2018-06-16 00:00', '2018-06-16 00:00'],
    ['happenedOn', '2018-06-15', '2018-06-15', '2018-06-15'],
    ['evidence', [id, id], '2 项', '2 records'],
    ['run', id, '1 项', '1 record'],
    ['unit', id, '1 项', '1 record'],
    ['roles', [{ role: 'unit-staff', unit: '002' }], '信息员，单位：商务局', 'unit staff, unit: 商务局'],
    // Why a file was set aside reads as its uploader was told.
    [
      'reasons',
      [{ code: 'empty', params: {} }],
      '文件里没有内容。请打开原文件确认后重新上传。',
      'The file has nothing in it. Open the original, check it, and upload it again.',
    ],
    ['places', { department: 3, township: 2 }, '部门：3，乡镇：2', 'department: 3, township: 2'],
    ['soonDays', { 'hand-in': 3, contacts: 5 }, '部门报送：3，联系人员：5', 'hand-in: 3, contacts: 5'],
  ])('%s %j reads %s', (field, value, zh, en) => {
    expect(read(field, value)).toEqual({ zh, en });
  });

  test('that is empty has no text, so that nothing stands where nothing was', () => {
    for (const value of [null, undefined, '', {}, []]) expect(read('note', value)).toBeNull();
  });

  test('never shows the id of a record, however deep it lies', () => {
    const leaf = fc.constantFrom<unknown>(id, '002', true, 3, null, '误登');
    const nested = fc.letrec<{ of: unknown }>((tie) => ({
      of: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('of'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...Object.keys(fieldNames)), tie('of'), { maxKeys: 3 }),
      ),
    })).of;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(fieldNames)), nested, (field, value) => {
        const text = read(field, value);
        expect(`${text?.zh ?? ''}${text?.en ?? ''}`).not.toContain(id);
      }),
    );
  });
});

test('every word of the trail is Chinese for Chinese readers', () => {
  const latin = Object.entries(fieldWords).filter(([, { zh }]) => /^[\x20-\x7e]+$/.test(zh));
  expect(latin).toEqual([]);
});
