import { fillPlaces } from '../../domain/circular/circular-places.ts';
import {
  circularSections,
  type CircularSection,
  type CircularTemplate,
} from '../../domain/circular/circular-template.ts';
import type { ReportModel } from '../model.ts';
import { showDay, showFingerprint } from '../show.ts';
import { circularFacts, praiseList } from './circular-facts.ts';

/** What a circular says, each paragraph filled; how it looks is circular-docx.ts's. */
export type CircularText = Readonly<{
  headMark: string;
  number: string;
  title: string;
  /** What stands under the title of a demonstration; null for a real one. */
  demonstration: string | null;
  addressee: string;
  opening: readonly string[];
  sections: readonly Readonly<{ id: CircularSection; heading: string; paragraphs: readonly string[] }>[];
  praise: Readonly<{ intro: string; classes: readonly Readonly<{ label: string; names: string }>[] }> | null;
  attachments: readonly string[];
  issuer: string;
  date: string;
  /** 附注, below the date: by which key the files are signed. */
  note: string;
  copyTo: string | null;
  printed: Readonly<{ by: string; on: string }>;
}>;

/** The attachments that there may be, in their order. */
const attachmentTitles = [
  '参评单位总排名',
  '参评单位分类排名',
  '各单位逐项得分',
  '目标任务完成情况',
] as const;

/** What a circular attaches: targets only where the year keeps a register. */
export function attachmentsOf(model: ReportModel): readonly (typeof attachmentTitles)[number][] {
  const registered = model.inAnnexOrder.some(({ unit }) => model.registerOf(unit) !== null);
  return attachmentTitles.filter((name) => registered || name !== '目标任务完成情况');
}

const chineseNumbers = ['一', '二', '三', '四', '五'] as const;

/** Fills the office's template from the result. A paragraph that names an empty list, or a section without paragraphs, is left out. */
export function circularText(model: ReportModel, template: CircularTemplate): CircularText {
  const facts = circularFacts(model, template.praise);
  const filled = (text: string) => fillPlaces(text, facts) ?? '';
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => fillPlaces(text, facts) ?? []);
  const sections = circularSections.flatMap((id) => {
    const { heading, paragraphs: texts } = template.sections[id];
    const found = paragraphs(texts);
    return found.length === 0 ? [] : [{ id, heading: filled(heading), paragraphs: found }];
  });
  const praised = praiseList(model, template.praise);
  const { mark, sequence } = template.number;
  return {
    headMark: filled(template.headMark),
    number: `${filled(mark)}〔${facts.发布年份}〕${sequence ?? '　'}号`,
    title: filled(template.title),
    demonstration: model.input.result.demonstration ? '（演示数据，不反映任何单位的真实情况）' : null,
    addressee: filled(template.addressee),
    opening: paragraphs(template.opening),
    sections: sections.map((each, at) => ({
      ...each,
      heading: `${chineseNumbers[at] ?? ''}、${each.heading}`,
    })),
    praise:
      praised.length === 0
        ? null
        : {
            intro: filled(template.praise.intro),
            classes: praised.map(({ label, units }) => ({
              label: `${label}（${units.length}个）`,
              names: units.map(({ name }) => name).join('、'),
            })),
          },
    attachments: attachmentsOf(model),
    issuer: facts.发布单位,
    date: facts.发布日期,
    note: `（本通报的电子文件列入网上公布报告的签名清单，签名公钥的 SHA-256 指纹为 ${showFingerprint(model.input.keyId)}，核对方法见报告网页“核验本报告”。）`,
    copyTo: template.imprint.copyTo === null ? null : filled(template.imprint.copyTo),
    printed: { by: filled(template.imprint.printedBy), on: showDay(model.input.publishedOn) },
  };
}
