import type { Bilingual } from '../values.ts';
import type { ApplicantKind, ContestOutcome, Outcome } from './request.ts';

/** What a row of the requests' table counts. */
export type RowCounts =
  | Readonly<{ kind: 'received' }>
  | Readonly<{ kind: 'carried-in' }>
  | Readonly<{ kind: 'closed'; outcomes: readonly Outcome[]; withdrawn: boolean }>
  | Readonly<{ kind: 'closed-total' }>
  | Readonly<{ kind: 'carried-on' }>;

export type FormatRow = Readonly<{
  id: string;
  /** The headings above it in the form, outermost first; neighbours with the same heading share one cell. */
  under: readonly Bilingual[];
  label: Bilingual;
  counts: RowCounts;
}>;

/** A form of the annual report, as data: another year's form is another of these, and no code changes. */
export type AnnualReportFormat = Readonly<{
  id: string;
  /** The first year whose report has this form. */
  from: number;
  /** `group`: the heading above; neighbours with the same one share a cell. */
  columns: readonly Readonly<{ id: ApplicantKind; label: Bilingual; group: Bilingual | null }>[];
  rows: readonly FormatRow[];
  contests: readonly Readonly<{ id: ContestHeading; label: Bilingual; group: Bilingual | null }>[];
  contestOutcomes: readonly Readonly<{ id: ContestOutcome | 'pending'; label: Bilingual }>[];
  /** Part 2, which the ledger does not know: its tables are left for the unit to fill. */
  published: readonly Readonly<{
    heading: Bilingual;
    columns: readonly Bilingual[];
    rows: readonly Bilingual[];
  }>[];
}>;

export const contestHeadings = ['review', 'suit', 'suit-after-review'] as const;
export type ContestHeading = (typeof contestHeadings)[number];

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const organisations = both('法人或其他组织', 'Legal persons and other organisations');
const lawsuits = both('行政诉讼', 'Lawsuits');
const handled = both('三、本年度办理结果', 'III. Outcomes of the year');
const under = (zh: string, en: string) => [handled, both(zh, en)];
const row = (
  id: Outcome,
  label: Bilingual,
  above: readonly Bilingual[],
  also: Readonly<{ withdrawn: boolean }> = { withdrawn: false },
): FormatRow => ({ id, under: above, label, counts: { kind: 'closed', outcomes: [id], ...also } });

const refused = under('（三）不予公开', '(3) Refused');
const unavailable = under('（四）无法提供', '(4) Cannot be provided');
const unhandled = under('（五）不予处理', '(5) Not handled');
const other = under('（六）其他处理', '(6) Handled otherwise');

/** The form of 2021. Its labels are those of the official form; withdrawn requests stand under "other". */
const form2021: AnnualReportFormat = {
  id: 'annual-report/2021',
  from: 2021,
  columns: [
    { id: 'natural-person', label: both('自然人', 'Natural persons'), group: null },
    { id: 'company', label: both('商业企业', 'Companies'), group: organisations },
    { id: 'research-body', label: both('科研机构', 'Research bodies'), group: organisations },
    { id: 'social-organisation', label: both('社会公益组织', 'Social organisations'), group: organisations },
    { id: 'legal-service', label: both('法律服务机构', 'Legal services'), group: organisations },
    { id: 'other-organisation', label: both('其他', 'Others'), group: organisations },
  ],
  rows: [
    {
      id: 'received',
      under: [],
      label: both('一、本年新收政府信息公开申请数量', 'I. Requests received in the year'),
      counts: { kind: 'received' },
    },
    {
      id: 'carried-in',
      under: [],
      label: both('二、上年结转政府信息公开申请数量', 'II. Requests carried over from the year before'),
      counts: { kind: 'carried-in' },
    },
    row('granted', both('（一）予以公开', '(1) Granted'), [handled]),
    row(
      'granted-in-part',
      both('（二）部分公开（区分处理的，只计这一情形，不计其他情形）', '(2) Granted in part'),
      [handled],
    ),
    row('refused-state-secret', both('1.属于国家秘密', '1. State secret'), refused),
    row('refused-other-law', both('2.其他法律行政法规禁止公开', '2. Forbidden by another law'), refused),
    row('refused-security', both('3.危及“三安全一稳定”', '3. Endangers security or stability'), refused),
    row('refused-third-party', both('4.保护第三方合法权益', '4. A third party’s rights'), refused),
    row('refused-internal-affairs', both('5.属于三类内部事务信息', '5. Internal affairs'), refused),
    row('refused-process', both('6.属于四类过程性信息', '6. Work in progress'), refused),
    row('refused-enforcement-file', both('7.属于行政执法案卷', '7. File of an enforcement case'), refused),
    row(
      'refused-administrative-query',
      both('8.属于行政查询事项', '8. Matter of an administrative query'),
      refused,
    ),
    row('unavailable-not-held', both('1.本机关不掌握相关政府信息', '1. Not held'), unavailable),
    row(
      'unavailable-not-ready-made',
      both('2.没有现成信息需要另行制作', '2. Would have to be made'),
      unavailable,
    ),
    row(
      'unavailable-still-unclear',
      both('3.补正后申请内容仍不明确', '3. Still unclear after correction'),
      unavailable,
    ),
    row('unhandled-petition', both('1.信访举报投诉类申请', '1. Petition, report or complaint'), unhandled),
    row('unhandled-repeated', both('2.重复申请', '2. Repeated'), unhandled),
    row(
      'unhandled-publication',
      both('3.要求提供公开出版物', '3. Asks for a publication on sale'),
      unhandled,
    ),
    row(
      'unhandled-excessive',
      both('4.无正当理由大量反复申请', '4. Excessive without good reason'),
      unhandled,
    ),
    row(
      'unhandled-reissue',
      both('5.要求行政机关确认或重新出具已获取信息', '5. Asks to confirm or issue again'),
      unhandled,
    ),
    row(
      'dropped-not-corrected',
      both(
        '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
        '1. Not corrected in time without good reason',
      ),
      other,
    ),
    row(
      'dropped-fee-unpaid',
      both(
        '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
        '2. Fee not paid in time',
      ),
      other,
    ),
    row('other', both('3.其他', '3. Other'), other, { withdrawn: true }),
    {
      id: 'closed-total',
      under: [handled],
      label: both('（七）总计', '(7) Total'),
      counts: { kind: 'closed-total' },
    },
    {
      id: 'carried-on',
      under: [],
      label: both('四、结转下年度继续办理', 'IV. Carried on to the next year'),
      counts: { kind: 'carried-on' },
    },
  ],
  contests: [
    { id: 'review', label: both('行政复议', 'Administrative review'), group: null },
    { id: 'suit', label: both('未经复议直接起诉', 'Lawsuit without a review'), group: lawsuits },
    { id: 'suit-after-review', label: both('复议后起诉', 'Lawsuit after a review'), group: lawsuits },
  ],
  contestOutcomes: [
    { id: 'upheld', label: both('结果维持', 'Upheld') },
    { id: 'corrected', label: both('结果纠正', 'Corrected') },
    { id: 'other', label: both('其他结果', 'Other result') },
    { id: 'pending', label: both('尚未审结', 'Pending') },
  ],
  published: [
    {
      heading: both('第二十条第（一）项', 'Article 20 (1)'),
      columns: [
        both('本年制发件数', 'Issued in the year'),
        both('本年废止件数', 'Repealed in the year'),
        both('现行有效件数', 'In force'),
      ],
      rows: [both('规章', 'Rules'), both('行政规范性文件', 'Normative documents')],
    },
    {
      heading: both('第二十条第（五）项', 'Article 20 (5)'),
      columns: [both('本年处理决定数量', 'Decisions in the year')],
      rows: [both('行政许可', 'Licences')],
    },
    {
      heading: both('第二十条第（六）项', 'Article 20 (6)'),
      columns: [both('本年处理决定数量', 'Decisions in the year')],
      rows: [both('行政处罚', 'Penalties'), both('行政强制', 'Enforcement measures')],
    },
    {
      heading: both('第二十条第（八）项', 'Article 20 (8)'),
      columns: [both('本年收费金额（单位：万元）', 'Fees in the year (10,000 yuan)')],
      rows: [both('行政事业性收费', 'Administrative fees')],
    },
  ],
};

/** Every form there is, oldest first. */
export const annualReportFormats: readonly AnnualReportFormat[] = [form2021];

/** The form for a year's report; a year before the oldest form takes that one, and its check says so. */
export function formatFor(year: number): AnnualReportFormat {
  return annualReportFormats.findLast((each) => each.from <= year) ?? form2021;
}
