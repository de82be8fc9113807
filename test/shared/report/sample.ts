import { Refusal } from '../../../shared/domain/errors.ts';
import { differenceOf } from '../../../shared/domain/re-evaluation/difference.ts';
import { applyChanges, type InputsChange } from '../../../shared/domain/re-evaluation/inputs-change.ts';
import { readFileSync } from 'node:fs';
import { rubric, schemeFor, type Rubric, type Scheme } from '../../../shared/domain/rubric/rubric.ts';
import type { Inputs, ItemInputs, UnitInputs } from '../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../shared/domain/scoring/score.ts';
import type { ReportInput } from '../../../shared/report/report-input.ts';
import { renderReport } from '../../../shared/report/render-report.ts';

/** A year on the 2018 rubric, made up from arithmetic alone: the same every time, with each kind of case in it. */
export const rubric2018 = rubric.parse(
  JSON.parse(
    readFileSync(new URL('../../../shared/domain/rubric/library/2018.json', import.meta.url), 'utf8'),
  ),
);

/** In place of the key that will sign. */
export const sampleKeyId = '0123456789abcdef'.repeat(4);

export type SampleUnit = Readonly<{ name: string; class: string; target: number }>;

const few: readonly SampleUnit[] = [
  { name: '政府办', class: 'department', target: 240 },
  { name: '商务局', class: 'department', target: 200 },
  { name: '信访局', class: 'department', target: 70 },
  { name: '财政局', class: 'department', target: 240 },
  { name: '政务服务中心', class: 'department', target: 160 },
  { name: '民政局', class: 'department', target: 200 },
  { name: '河边镇', class: 'township', target: 240 },
  { name: '天保镇', class: 'township', target: 240 },
  { name: '卓筒井镇', class: 'township', target: 240 },
  { name: '经济开发区', class: 'park', target: 180 },
  { name: '死海旅游区', class: 'park', target: 20 },
  { name: '城东社区', class: 'community', target: 240 },
];

/** What to put in place of harmless texts: names, reasons, facts, documents. Taken in turn. */
export function sampleInput(
  options: Readonly<{
    units?: readonly SampleUnit[];
    texts?: readonly string[];
    demonstration?: boolean;
    rules?: Rubric;
  }> = {},
): ReportInput {
  const { units = few, texts = [], demonstration = true, rules = rubric2018 } = options;
  let used = 0;
  const text = (harmless: string) => (texts.length === 0 ? harmless : `${texts[used++ % texts.length]}`);
  const bodies: Inputs['bodies'] = [
    body('internal-affairs', text('县政府办'), '001', 'D1', null),
    body('service-centre', text('县政务服务中心'), '005', 'D2', text('已核对窗口记录。')),
    {
      ...body('civil-affairs', text('县民政局'), '006', 'D3', null),
      handIn: { state: 'silent', at: null, note: null },
    },
    body('trade-union', text('县总工会'), null, 'D4', null),
    body('portal-office', text('县外网办'), null, 'B1', null),
  ];
  const cityDeductions: Inputs['cityDeductions'] = [
    city('trade-union', 'D4', '0.5', text('遂府办〔2018〕31号'), text('公共企事业单位办事公开目录没有更新')),
    city('service-centre', 'D2', '1.25', text('遂府办〔2018〕40号'), text('窗口抽查两处办事指南过期')),
  ];
  const inputs: Inputs = {
    format: 'biaochi-inputs/1',
    cycle: '2018',
    demonstration,
    frozenAt: '2019-01-10T02:00:00.000Z',
    rubric: { id: rules.id, version: rules.version },
    bodies,
    cityDeductions,
    units: units.map((unit, index) => unitInputs(rules, unit, index, text, cityDeductions[1]!)),
  };
  return {
    cycle: {
      id: '2018',
      title: '大英县2018年度政务公开考核结果',
      issuer: '大英县人民政府办公室',
      demonstration,
      window: { opensOn: '2018-01-01', closesOn: '2018-12-31' },
      columns: [
        { id: 'notices', label: { zh: '通知公告', en: 'Notices' }, timeLimit: 'same-day' },
        { id: 'work-news', label: { zh: '工作动态', en: 'Work news' }, timeLimit: 'same-day' },
        { id: 'policy', label: { zh: '政策文件', en: 'Policy documents' }, timeLimit: 'same-week' },
      ],
    },
    rubric: rules,
    inputs,
    result: score(rules, inputs),
    revision: 1,
    changes: null,
    lastYear: null,
    licence: null,
    keyId: sampleKeyId,
    publishedOn: '2019-01-15',
    dataFiles: [
      { path: 'inputs.json', size: 1_234_567 },
      { path: 'result.json', size: 2_345_678 },
      { path: 'rubric.json', size: 12_345 },
    ],
  };
}

/**
 * The same year corrected: one change of each kind that needs no other rubric, and appeals with each outcome.
 * @param text what stands in place of the reasons
 */
export function correctedInput(text = '更正'): ReportInput {
  const before = sampleInput();
  const [first, second, third] = before.inputs.units;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few units');
  const changes: InputsChange[] = [
    { kind: 'item-points', unit: first.unit, item: 'C6', points: '7.5', appeal: null, reason: text },
    { kind: 'item-facts', unit: second.unit, item: 'C3', facts: { evidence: 1 }, reason: text },
    { kind: 'target', unit: third.unit, target: 1, reason: text },
    { kind: 'incidents', unit: first.unit, incidents: [], reason: text },
    { kind: 'city-deductions', cityDeductions: [], reason: text },
  ];
  const from = { revision: 1, inputsSha256: 'a'.repeat(64) };
  const at = '2019-02-01T01:00:00.000Z';
  const inputs = changes.reduce((done, change) => {
    try {
      return applyChanges(done, [change], { ...from, at });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'change-without-effect') return done;
      throw error;
    }
  }, before.inputs);
  const result = score(before.rubric, inputs);
  const outcome = (unit: string, how: 'upheld' | 'partly-upheld' | 'rejected') => ({
    appeal: '0'.repeat(26),
    unit,
    item: 'C6',
    outcome: how,
    reason: text,
    points: how === 'rejected' ? null : '7.5',
  });
  return {
    ...before,
    inputs,
    result,
    revision: 2,
    changes: {
      difference: differenceOf(before.result, result, changes, 1),
      reEvaluation: {
        format: 'biaochi-re-evaluation/1',
        cycle: before.cycle.id,
        from,
        scope: { kind: 'units', units: [first.unit, second.unit, third.unit] },
        reason: text,
        changes,
        appeals: {
          figures: { filed: 1, answered: 1, withdrawn: 1, upheld: 1, 'partly-upheld': 1, rejected: 1 },
          outcomes: [
            outcome(first.unit, 'upheld'),
            outcome(second.unit, 'partly-upheld'),
            outcome(third.unit, 'rejected'),
          ],
        },
        at,
      },
    },
  };
}

/**
 * The sample year beside a year before it, after a reform: the first unit was called otherwise, the second was merged from two, the third and
 * the fourth were split from one, the fifth is new.
 */
export function inputWithLastYear(rules: Rubric = rubric2018): ReportInput {
  const now = sampleInput();
  const before = sampleInput({
    rules,
    units: few.map((unit, place) => ({
      ...unit,
      name: `原${unit.name}`,
      target: unit.target + 20 * (place % 3),
    })),
  });
  const result = {
    ...before.result,
    cycle: '2017',
    units: before.result.units.filter(({ unit }) => unit !== '005'),
  };
  const origins = new Map<string, readonly string[]>([
    ['002', ['002', '006']],
    ['003', ['003']],
    ['004', ['003']],
  ]);
  return { ...now, lastYear: { result, origins } };
}

/** All files of a report by path. */
export async function rendered(input: ReportInput): Promise<Map<string, Uint8Array | string>> {
  const files = new Map<string, Uint8Array | string>();
  for await (const file of renderReport(input)) files.set(file.path, file.body);
  return files;
}

function body(
  id: string,
  name: string,
  unit: string | null,
  item: string,
  note: string | null,
): Inputs['bodies'][number] {
  return { id, name, unit, item, handIn: { state: 'handed-in', at: '2019-01-08T01:00:00.000Z', note } };
}

function city(
  id: string,
  item: string,
  points: string,
  document: string,
  fact: string,
): Inputs['cityDeductions'][number] {
  return { id: `city-${item}`, body: id, item, points, document, fact, decidedOn: '2018-11-05' };
}

function unitInputs(
  rules: Rubric,
  { name, class: unitClass, target }: SampleUnit,
  index: number,
  text: (harmless: string) => string,
  ofServiceCentre: Inputs['cityDeductions'][number],
): UnitInputs {
  const count = Math.max(0, target + [35, -8, 0, 4, -70, 12, 7, 260, -33, 21, -20, 3][index % 12]!);
  const notCounted = {
    withdrawn: index % 3,
    'outside-year': index % 2,
    'not-reviewed': 1,
    'reviewed-late': index % 4,
    duplicate: 2,
  };
  const without = Object.values(notCounted).reduce((sum, one) => sum + one, 0);
  const months = spread(count, index);
  const notices = months.map((one, month) => (month % 3 === 0 ? Math.floor(one / 2) : 0));
  const leak = index === 7;
  const lawsuit = index === 8;
  return {
    unit: String(index + 1).padStart(3, '0'),
    order: index + 1,
    name: text(name),
    class: unitClass,
    parent: null,
    target,
    measures: {
      register: {
        count,
        registered: count + without,
        notCounted,
        months,
        columns: {
          notices: { count: total(notices), months: notices },
          'work-news': {
            count: count - total(notices),
            months: months.map((one, month) => one - notices[month]!),
          },
          policy: { count: 0, months: months.map(() => 0) },
        },
      },
    },
    items: itemInputs(schemeFor(rules, unitClass)!, index, text),
    incidents: [
      ...(leak
        ? [
            {
              kind: 'leak',
              decidedOn: '2018-09-20',
              document: text('英保密〔2018〕7号'),
              reason: text('公开栏目中登出涉密附件。'),
            },
          ]
        : []),
      ...(lawsuit
        ? [
            {
              kind: 'lawsuit-lost',
              decidedOn: '2018-10-18',
              document: text('（2018）川09行终21号'),
              reason: text('逾期没有答复申请，终审判决败诉。'),
            },
          ]
        : []),
    ],
    cityDeductions:
      index === 4
        ? [
            {
              body: 'service-centre',
              item: ofServiceCentre.item,
              points: ofServiceCentre.points,
              document: ofServiceCentre.document,
            },
          ]
        : [],
  };
}

function itemInputs(
  scheme: Scheme,
  index: number,
  text: (harmless: string) => string,
): Record<string, ItemInputs> {
  // The last but one unit handed in next to nothing, so that its total falls below zero.
  const poor = index === 10;
  const entries = scheme.parts.flatMap((part) =>
    part.items.map((item, place): [string, ItemInputs] => {
      if (item.notApplicable !== null && (index + place) % 5 === 0) {
        return [item.code, { evidence: 0, notApplicable: { reason: text('没有这类事项') } }];
      }
      const turn = (index * 5 + place * 3 + part.code.charCodeAt(0)) % 7;
      const evidence = item.evidence === 'none' || poor || turn === 6 ? 0 : 1 + (turn % 3);
      switch (item.rule.kind) {
        case 'presence':
          return [item.code, { evidence, ...(turn === 2 && evidence > 0 ? publicPiece(text) : {}) }];
        case 'target':
          return [item.code, { evidence }];
        case 'count':
          return [
            item.code,
            { evidence, kinds: ['wechat', 'microblog', 'notice-board', 'screen'].slice(0, 1 + (turn % 4)) },
          ];
        case 'deductions': {
          const lines = poor ? 4 : turn === 0 ? 2 : turn === 3 ? 1 : 0;
          return [
            item.code,
            {
              evidence: 0,
              deductions: Array.from({ length: lines }, (_, line) => deduction(poor ? 3 : 1.5, line, text)),
            },
          ];
        }
        case 'imported':
          return [
            item.code,
            {
              evidence,
              imported: item.rule.periods.map((period, quarter) => ({
                period,
                points: String(95 - turn - quarter),
              })),
            },
          ];
        case 'graded': {
          if (poor) return [item.code, { evidence }];
          const most = Number(item.points);
          const given = [most - (turn * most) / 20, ...(turn === 2 ? [most - most / 4] : [])];
          return [
            item.code,
            {
              evidence,
              assessments: given.map((points, place) => ({
                assessor: `a${place + 1}`,
                points: String(Math.round(points * 100) / 100),
                reason: turn === 0 ? null : text('栏目有更新，个别条目不够规范。'),
              })),
              checks: Object.fromEntries(
                item.causes.map((cause, place) => [cause.id, place === 0 ? turn % 2 === 1 : turn === 4]),
              ),
            },
          ];
        }
      }
    }),
  );
  return Object.fromEntries(entries);
}

/** A piece that was chosen for the public, with everything that one can have. */
function publicPiece(text: (harmless: string) => string): Pick<ItemInputs, 'publicEvidence'> {
  return {
    publicEvidence: [
      {
        title: text('政务公开领导小组会议纪要'),
        note: text('第 2 页写明具体经办人员。'),
        links: [
          { url: 'https://www.example.gov.cn/zwgk/2018/0412.html?a=1&b=2', title: text('会议报道') },
          { url: 'https://www.example.gov.cn/zwgk/', title: null },
        ],
        files: [{ contentType: 'application/pdf', size: 812_345, sha256: 'c'.repeat(64) }],
      },
    ],
  };
}

function deduction(
  points: number,
  line: number,
  text: (harmless: string) => string,
): NonNullable<ItemInputs['deductions']>[number] {
  return {
    points: String(points),
    fact: text(`第 ${line + 1} 次抽查，办事指南没有更新`),
    document: line % 2 === 0 ? text('英政务〔2018〕12号') : null,
    date: `2018-0${4 + line}-12`,
  };
}

/** A count over twelve months, with an empty month here and there. */
function spread(count: number, index: number): number[] {
  const months = Array.from({ length: 12 }, (_, month) =>
    (month + index) % 5 === 0 && count < 100 ? 0 : Math.floor(count / 12),
  );
  months[11] = count - months.slice(0, 11).reduce((sum, one) => sum + one, 0);
  return months;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
