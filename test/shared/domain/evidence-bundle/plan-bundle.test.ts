import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleFaultCodes } from '../../../../shared/domain/evidence-bundle/bundle-fault.ts';
import { bundleFaultText } from '../../../../shared/domain/evidence-bundle/bundle-fault-words.ts';
import { readBundleList } from '../../../../shared/domain/evidence-bundle/bundle-list.ts';
import {
  planBundle,
  type BundleFile,
  type BundleRules,
} from '../../../../shared/domain/evidence-bundle/plan-bundle.ts';
import type { Cell, CellFile } from '../../../../shared/domain/register-import/sheet-cells.ts';

const rules: BundleRules = {
  item: (code) => (['A1', 'B3', 'C2'].includes(code) ? 'takes' : code === 'B1' ? 'takes-none' : 'unknown'),
  limits: { maxFiles: 3, maxBytes: 1000 },
};
const file = (path: string, over: Partial<BundleFile> = {}): BundleFile => ({
  path,
  size: 10,
  sha256: 'a'.repeat(64),
  contentType: null,
  ...over,
});
const plan = (paths: readonly (string | BundleFile)[], list: CellFile | null = null) =>
  planBundle(
    paths.map((each) => (typeof each === 'string' ? file(each) : each)),
    list === null ? null : readBundleList(list),
    rules,
  );
const outcomeOf = (path: string) => {
  const [outcome] = plan([path]).files;
  return outcome?.outcome === 'fault' ? outcome.fault.code : outcome?.outcome;
};
const list = (...rows: readonly (readonly (string | number | null)[])[]): CellFile => ({
  sheets: [
    {
      name: '清单',
      rows: rows.map((row, index) => ({
        number: index + 1,
        hidden: false,
        cells: row.map((value): Cell | null =>
          value === null
            ? null
            : typeof value === 'number'
              ? { kind: 'number', number: value }
              : { kind: 'text', text: value },
        ),
      })),
      merged: [],
      beyond: null,
    },
  ],
  hiddenSheets: [],
  from1904: false,
});
const heading = ['文件名', '评价项目', '标题', '说明', '渠道', '地点', '日期'];

describe('without a list, names say what a file is for', () => {
  test.each([
    ['B3 公告栏.jpg', 'B3', '公告栏'],
    ['b3-公告栏.jpg', 'B3', '公告栏'],
    ['B3公告栏.jpg', 'B3', '公告栏'],
    ['B3、公告栏.jpg', 'B3', '公告栏'],
    ['B3_公告栏_一楼.JPG', 'B3', '公告栏_一楼'],
    ['A1.pdf', 'A1', 'A1'],
    ['县司法局/A1 会议纪要.pdf', 'A1', '会议纪要'],
    ['B3 公告栏/IMG_0001.jpg', 'B3', '公告栏'],
    ['B3/IMG_0001.jpg', 'B3', 'IMG_0001'],
    ['2018年材料/C2 培训/照片/签到.jpg', 'C2', '培训'],
    ['B3 公告栏/A1 纪要.pdf', 'A1', '纪要'],
    ['.\\A1 会议\\纪要.pdf', 'A1', '会议'],
  ])('%s is for %s and called %s', (path, item, title) => {
    expect(plan([path]).pieces).toMatchObject([{ items: [item], title }]);
  });

  test.each([
    ['公告栏.jpg', 'no-item'],
    ['AB12 公告栏.jpg', 'no-item'],
    ['B3x公告栏.jpg', 'no-item'],
    ['Z9 公告栏.jpg', 'item-unknown'],
    ['B1 数量.jpg', 'item-takes-no-evidence'],
    ['A1 纪要.exe', 'type-not-accepted'],
    ['A1 纪要', 'type-not-accepted'],
    ['A1 \u202efdp.jpg', 'name-not-accepted'],
    ['__MACOSX/A1 纪要/._a.jpg', 'left-out'],
    ['A1 纪要/.DS_Store', 'left-out'],
    ['A1 纪要/Thumbs.db', 'left-out'],
    ['A1 纪要/~$纪要.docx', 'left-out'],
    ['A1 纪要/', 'left-out'],
    ['清单.xlsx', 'left-out'],
  ])('%s comes to: %s', (path, outcome) => {
    expect(outcomeOf(path)).toBe(outcome);
  });

  test('files of one folder are one piece, files by themselves are one each, in whatever order they come', () => {
    const paths = ['B3 公告栏/2.jpg', 'A1 甲.pdf', 'B3 公告栏/1.jpg', 'A1 乙.pdf', 'B3 电子屏/1.jpg'];
    const made = plan(paths);
    expect(made.pieces.map(({ title, files }) => [title, files.length])).toEqual([
      ['乙', 1],
      ['甲', 1],
      ['公告栏', 2],
      ['电子屏', 1],
    ]);
    expect(plan([...paths].reverse())).toEqual(made);
  });

  test('what is too large, empty, or one too many for its piece is told, and the rest of the piece goes on', () => {
    const made = plan([
      file('B3 公告栏/1.jpg', { size: 1001 }),
      file('B3 公告栏/2.jpg', { size: 0 }),
      ...['3', '4', '5', '6'].map((name) => file(`B3 公告栏/${name}.jpg`)),
    ]);
    expect(made.files.map((each) => (each.outcome === 'fault' ? each.fault.code : each.outcome))).toEqual([
      'too-large',
      'empty',
      'piece',
      'piece',
      'piece',
      'too-many-files',
    ]);
    expect(made.pieces).toHaveLength(1);
  });

  test('the content type that the computer says counts; where nobody says one it is the name’s', () => {
    expect(plan([file('A1 纪要.pdf', { contentType: 'image/png' })]).files[0]).toMatchObject({
      outcome: 'fault',
      fault: { code: 'type-not-accepted' },
    });
    expect(plan(['A1 纪要.pdf']).pieces[0]?.files[0]?.declared.contentType).toBe('application/pdf');
  });

  test('nothing at all comes to nothing at all', () => {
    expect(plan([])).toEqual({ pieces: [], files: [], faults: [] });
  });
});

describe('with a list, the list says it', () => {
  test('items, title, note and channel, in Chinese, below a title row', () => {
    const made = plan(
      ['照片/1.jpg', '照片/2.jpg', '清单.xlsx'],
      list(
        ['县司法局2018年佐证材料清单'],
        heading,
        ['照片/1.jpg', 'B3、C2', '一楼公告栏', '每月更换', '公告栏', '行政服务中心一楼', '2018年5月3日'],
        ['照片\\2.jpg', 'C2；B3', '一楼公告栏', '每月更换', '公告栏', '行政服务中心一楼', '2018-05-03'],
      ),
    );
    expect(made.pieces).toMatchObject([
      {
        items: ['B3', 'C2'],
        title: '一楼公告栏',
        note: '每月更换',
        channel: { kind: 'notice-board', place: '行政服务中心一楼', seenOn: '2018-05-03' },
        files: [{ path: '照片/1.jpg' }, { path: '照片/2.jpg' }],
      },
    ]);
    expect(made.files.map(({ outcome }) => outcome)).toEqual(['left-out', 'piece', 'piece']);
  });

  test('what the list leaves open, the name says', () => {
    expect(plan(['B3 公告栏.jpg'], list(['文件', '说明'], ['B3 公告栏.jpg', '一楼'])).pieces).toMatchObject([
      { items: ['B3'], title: '公告栏', note: '一楼' },
    ]);
  });

  test.each<[string, (string | number | null)[], string]>([
    ['an item that the unit has not', ['1.jpg', 'Z9', '甲'], 'item-unknown'],
    [
      'a channel that nobody knows',
      ['1.jpg', 'B3', '甲', null, '广播', '一楼', '2018-05-03'],
      'channel-unclear',
    ],
    ['a channel without a place', ['1.jpg', 'B3', '甲', null, '微信', null, '2018-05-03'], 'channel-unclear'],
    ['a day that could be two', ['1.jpg', 'B3', '甲', null, '微信', '一楼', '4/5/2018'], 'day-unclear'],
    ['a title of 201 letters', ['1.jpg', 'B3', '长'.repeat(201)], 'text-too-long'],
  ])('%s is a fault of the file, with its row', (_, row, code) => {
    const [outcome] = plan(['1.jpg'], list(heading, row)).files;
    expect(outcome).toMatchObject({ outcome: 'fault', fault: { code } });
  });

  test('a file that the list leaves out, one that is not there, and one that it names twice are each told', () => {
    const made = plan(
      ['1.jpg', '多余.jpg'],
      list(
        heading,
        ['1.jpg', 'B3', '甲'],
        ['1.jpg', 'A1', '乙'],
        ['没有.jpg', 'B3', '丙'],
        [null, 'B3', '丁'],
      ),
    );
    expect(made.files).toEqual([
      { path: '1.jpg', outcome: 'fault', fault: { code: 'listed-twice', facts: { row: 3 } } },
      { path: '1.jpg', outcome: 'piece', piece: 0 },
      { path: '多余.jpg', outcome: 'fault', fault: { code: 'not-listed', facts: {} } },
      { path: '没有.jpg', outcome: 'fault', fault: { code: 'not-there', facts: { row: 4 } } },
    ]);
    expect(made.faults).toEqual([{ code: 'row-without-file', facts: { row: 5 } }]);
  });

  test('a table without our headings is no list', () => {
    expect(readBundleList(list(['一', '二'], ['三', '四']))).toBeNull();
  });
});

test('every file has at least one outcome, and a piece holds exactly the files that say so', () => {
  const names = fc.array(
    fc.tuple(
      fc.constantFrom('A1 ', 'B3 公告栏/', 'Z9 ', '', '__MACOSX/'),
      fc.string({ maxLength: 6 }),
      fc.constantFrom('.jpg', '.exe', ''),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(names, (parts) => {
      const paths = [...new Set(parts.map(([folder, name, end]) => `${folder}${name}${end}`))];
      const made = plan(paths);
      expect(made.files).toHaveLength(paths.length);
      const placed = made.files.filter((each) => each.outcome === 'piece').length;
      expect(made.pieces.reduce((sum, piece) => sum + piece.files.length, 0)).toBe(placed);
      for (const piece of made.pieces) expect(piece.files.length).toBeLessThanOrEqual(rules.limits.maxFiles);
    }),
    { numRuns: 200 },
  );
});

test('every fault has its sentences, with every place in them filled and no marks that turn text around', () => {
  const facts = { item: 'B\u202e3', bytes: 1, most: 2, row: 3, channel: '广播' };
  for (const code of bundleFaultCodes) {
    const { zh, en } = bundleFaultText({ code, facts });
    expect(`${zh}${en}`).not.toMatch(/[{}\u202a-\u202e]|undefined/);
  }
});
