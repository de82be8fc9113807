import * as z from 'zod/mini';
import { unitClass } from '../cycle/cycle.ts';
import { refuse } from '../errors.ts';
import { line, paragraph, positivePoints } from '../values.ts';
import { unknownPlace } from './circular-places.ts';

const paragraphs = z.array(paragraph).check(z.maxLength(20));
const section = z.strictObject({ heading: line, paragraphs });

/** The parts of a circular's body, in the order that they always have. */
export const circularSections = ['done', 'results', 'good', 'poor', 'next'] as const;
export type CircularSection = (typeof circularSections)[number];

/**
 * What the county office writes of a year's circular (通报): every text may name places (circular-places.ts) that are filled from
 * the result. Order and layout are the standard's and stand here nowhere.
 */
export const circularTemplate = z.strictObject({
  /** The red words at the head. */
  headMark: line,
  /** `英府办发〔2019〕7号`: the mark before the year, and the number once the registry has given one. */
  number: z.strictObject({ mark: line, sequence: z.nullable(z.int().check(z.minimum(1), z.maximum(9999))) }),
  title: line,
  addressee: line,
  /** What stands before the first section. */
  opening: paragraphs,
  sections: z.strictObject({
    done: section,
    results: section,
    good: section,
    poor: section,
    next: section,
  }),
  /** Who is praised: so many of each class, from a total on. Who shares the last place is praised too. */
  praise: z.strictObject({
    /** What stands before the list; the list and this are left out where nobody is praised. */
    intro: paragraph,
    places: z.record(unitClass, z.int().check(z.minimum(0), z.maximum(200))),
    atLeast: z.nullable(positivePoints),
  }),
  imprint: z.strictObject({ copyTo: z.nullable(line), printedBy: line }),
});
export type CircularTemplate = z.infer<typeof circularTemplate>;

/** What a year's circular says until the office writes it otherwise. */
export const defaultCircularTemplate: CircularTemplate = {
  headMark: '{发布单位}文件',
  number: { mark: '政务公开通报', sequence: null },
  title: '{发布单位}关于{年份}年度政务公开考核情况的通报',
  addressee: '各参评单位：',
  opening: ['{年份}年度政务公开考核已经结束，现将有关情况通报如下。'],
  sections: {
    done: {
      heading: '考核开展情况',
      paragraphs: [
        '本次考核的对象是{单位数}个单位，其中{各类单位数}；考核期为{考核期}。',
        '考核按{评分办法}进行，共{评分项数}个评分项，满分{满分}分，含加分最高可达{最高可达}分。公开条数由台账逐条计数，其余项目由评分人依据佐证材料评分，牵头单位按查实的事实扣分；全部数据于{冻结日期}冻结，此后没有改动。',
      ],
    },
    results: {
      heading: '考核结果',
      paragraphs: [
        '{单位数}个单位的平均分为{平均分}分，最高{最高分}分，最低{最低分}分。分类看，{各类平均分}。',
        '总分居前的单位是：{前列单位}。全部排名、分类排名和逐项得分见附件。',
      ],
    },
    good: {
      heading: '好的方面',
      paragraphs: [
        '全年目标任务合计{任务合计}条，计入{计入合计}条；{完成任务单位数}个单位完成了目标任务，其中{超额单位数}个单位超额完成。',
        '平均得分率较高的项目是{好的项目}。',
      ],
    },
    poor: {
      heading: '存在的问题',
      paragraphs: [
        '平均得分率较低的项目是{差的项目}。',
        '没有完成目标任务的单位有{未完成单位数}个：{未完成单位}。',
        '有评分项没有提交佐证材料的单位：{缺少材料单位}。',
        '因经认定的事件影响得分的单位：{特殊情形}。',
        '评为不合格的单位：{不合格单位}。',
        '市级考核扣分的领域：{市级扣分}。',
        '逾期没有提交扣分情况的牵头单位：{逾期部门}。',
      ],
    },
    next: {
      heading: '下一步要求',
      paragraphs: [
        '各单位要对照逐项得分和问题清单，逐条查找原因，明确专人和期限，在规定日期前完成整改并报告。',
        '各牵头单位要加强日常督促，及时登记和告知问题，把功夫下在平时。',
        '受到表扬的单位要保持成绩，名次靠后的单位要主动向先进单位学习，把政务公开各项要求落到实处。',
      ],
    },
  },
  praise: {
    intro: '对下列{表扬单位数}个单位予以通报表扬：',
    places: { department: 10, township: 3, park: 1, community: 1 },
    atLeast: null,
  },
  imprint: { copyTo: null, printedBy: '{发布单位}' },
};

/**
 * Every place that the template names must be one there is.
 * @throws Refusal `circular-place-unknown`, naming the first that is not
 */
export function requireKnownPlaces(template: CircularTemplate): void {
  for (const text of textsOf(template)) {
    const place = unknownPlace(text);
    if (place !== null) throw refuse.invalid('circular-place-unknown', { place, text: text.slice(0, 60) });
  }
}

function textsOf(template: CircularTemplate): readonly string[] {
  const { headMark, number, title, addressee, opening, sections, praise, imprint } = template;
  return [
    ...[headMark, number.mark, title, addressee, ...opening],
    ...circularSections.flatMap((each) => [sections[each].heading, ...sections[each].paragraphs]),
    ...[praise.intro, imprint.copyTo ?? '', imprint.printedBy],
  ];
}
