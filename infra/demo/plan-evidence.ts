import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { ChannelKind } from '../../shared/domain/evidence/evidence.ts';
import { makeDocx } from './sample-files/make-docx.ts';
import { makeOfd } from './sample-files/make-ofd.ts';
import { makePdf } from './sample-files/make-pdf.ts';
import { makePhoto } from './sample-files/make-photo.ts';
import type { SampleFile } from './sample-files/sample-file.ts';
import { seededRandom, type SeededRandom } from './sample-files/seeded-random.ts';

type UnitOf = CycleDefinition['units'][number];

/** A piece of evidence that a unit hands in, and what becomes of it. */
export type PiecePlan = Readonly<{
  name: string;
  items: readonly string[];
  title: string;
  channel: Readonly<{ kind: ChannelKind; place: string; seenOn: string }> | null;
  file: () => NamedFile;
  /** `returned`: the reviewer sends it back and the unit replaces it. `misnamed`: its content is not what its name says. */
  fate: 'accepted' | 'returned' | 'misnamed';
}>;
export type NamedFile = Readonly<{ name: string } & SampleFile>;

const channels: readonly Readonly<{ kind: ChannelKind; label: string }>[] = [
  { kind: 'notice-board', label: '公开栏' },
  { kind: 'screen', label: '电子显示屏' },
  { kind: 'handbook', label: '便民手册' },
  { kind: 'wechat', label: '政务微信' },
];

/** A unit's evidence for the year. The demonstration's third unit in seventeen forgets its press conferences. */
export function planEvidence(unit: UnitOf, year: string, seed: string): readonly PiecePlan[] {
  const random = seededRandom(`evidence ${seed} ${unit.id}`);
  const document = documentMaker(unit, seed);
  const pieces: PiecePlan[] = [
    plain(
      'A1',
      'A1',
      '分工文件与会议记录',
      document('pdf', 'A1', '关于明确政务公开负责人和承办科室的会议记录'),
    ),
    plain('A2', 'A2', '经办人员任命', document('docx', 'A2', '关于确定信息公开经办人员的通知')),
    plain('A3', 'A3', '制度与衔接机制', document('ofd', 'A3', '政务公开工作制度与衔接办法')),
    ...(unit.order % 17 === 3
      ? []
      : [plain('B2', 'B2', '发布会材料', document('pdf', 'B2', '新闻发布会方案与报告'))]),
    ...channels
      .slice(0, random.between(2, 4))
      .map(({ kind, label }) => photograph(unit, year, seed, kind, label, random)),
    plain('C5', 'C5', '应急预案与演练', document('docx', 'C5', '突发公共事件应急预案')),
    plain('C8', 'C8', '年度报告', document('pdf', 'C8', '政府信息公开工作年度报告')),
    plain('C9', 'C9', '依申请公开办理', document('ofd', 'C9', '依申请公开办理台账摘要')),
  ];
  const troubled = unit.order % 5 === 1 ? random.between(0, pieces.length - 1) : -1;
  return pieces.map((piece, index) =>
    index === troubled ? { ...piece, fate: unit.order % 10 === 1 ? 'misnamed' : 'returned' } : piece,
  );
}

/** What a misnamed piece is first handed in as: a photograph that somebody renamed to PDF. */
export function misnamed(unit: UnitOf, seed: string): NamedFile {
  const photo = makePhoto(`${seed} ${unit.id} misnamed`, { takenAt: '2018-07-01T09:00:00' });
  return { ...photo, name: `${unit.name}扫描件.pdf`, contentType: 'application/pdf' };
}

/** The piece that stands in for a returned one. */
export function replacementFile(unit: UnitOf, seed: string, piece: PiecePlan): NamedFile {
  const made = makePdf(`${seed} ${unit.id} ${piece.name} again`, {
    title: `${piece.title}（补充）`,
    lines: [`${unit.name}按退回意见补充的材料。`, '演示数据，非真实文件。'],
  });
  return { ...made, name: `${unit.name}${piece.title}（补充）.pdf` };
}

function plain(name: string, item: string, title: string, file: () => NamedFile): PiecePlan {
  return { name, items: [item], title, channel: null, file, fate: 'accepted' };
}

function documentMaker(unit: UnitOf, seed: string) {
  return (kind: 'pdf' | 'docx' | 'ofd', name: string, title: string) => (): NamedFile => {
    const lines = [unit.name, '一、总体要求。', '二、责任分工。', '三、工作安排。', '演示数据，非真实文件。'];
    const mark = `${seed} ${unit.id} ${name}`;
    const made =
      kind === 'pdf'
        ? makePdf(mark, { title, lines })
        : kind === 'docx'
          ? makeDocx(mark, { title, paragraphs: lines })
          : makeOfd(mark, { title, lines });
    return { ...made, name: `${unit.name}${title}.${made.extension}` };
  };
}

function photograph(
  unit: UnitOf,
  year: string,
  seed: string,
  kind: ChannelKind,
  label: string,
  random: SeededRandom,
): PiecePlan {
  const day = `${year}-09-${String(random.between(1, 28)).padStart(2, '0')}`;
  return {
    name: `B3-${kind}`,
    items: ['B3'],
    title: `${label}照片`,
    channel: { kind, place: `${unit.name}办公楼一层（演示）`, seenOn: day },
    fate: 'accepted',
    file: () => {
      const scene = kind === 'wechat' ? 'screen' : kind === 'microblog' ? 'screen' : kind;
      const made = makePhoto(`${seed} ${unit.id} ${kind}`, {
        scene,
        caption: `${unit.name}${label}`,
        takenAt: `${day}T10:12:00`,
      });
      return { ...made, name: `${unit.name}${label}.jpg` };
    },
  };
}
