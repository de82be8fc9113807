import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import type { RefusalCode } from '../../shared/domain/errors.ts';
import { defaultCircularTemplate } from '../../shared/domain/circular/circular-template.ts';
import { defaultReminderSettings } from '../../shared/domain/reminders/reminder-settings.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import { sampleEntry, sampleMember } from './builders.ts';
import { rubric2018 } from './scoring.ts';
import { sampleContacts } from './contacts.ts';
import { sampleRequestEntry } from './requests.ts';
import { people } from '../shared/app/world.ts';
import type { HttpCall } from '../functions/http-call.ts';

/**
 * Who may call what. Every route has its row, written by hand: whoever is not named in it is refused with `role-needed`.
 * Calls go for unit 002 and the body of civil affairs; a code such as `row-unknown` shows that its caller came past the door.
 */
export const callers = {
  ownStaff: people.clerk002,
  otherStaff: people.clerk015,
  reviewer: people.reviewer,
  reviewerOfA: people.reviewerOfA,
  reviewerFrom002: people.reviewerFrom002,
  ownBody: people.civilAffairs,
  otherBody: people.tradeUnion,
  portalOffice: people.portalOffice,
  admin: people.admin,
  signer: people.signer,
  ownLeader: sampleMember('leader-002', [{ role: 'unit-leader', unit: '002' }], '002'),
  otherLeader: sampleMember('leader-015', [{ role: 'unit-leader', unit: '015' }], '015'),
  auditor: auditing({}),
  auditorOf015: auditing({ units: ['015'] }),
  auditorOf2017: auditing({ cycles: ['2017'] }),
  auditorBefore: auditing({ until: '2018-01-31' }),
} as const satisfies Readonly<Record<string, Member>>;
export type Caller = keyof typeof callers;
/** Whose outcomes follow from others': a leader's from the staff's, an auditor's from a rule of its own. */
type Follower = 'ownLeader' | 'otherLeader' | 'auditor' | 'auditorOf015' | 'auditorOf2017' | 'auditorBefore';
export type Outcome = 'ok' | RefusalCode;

type May = Partial<Readonly<Record<Caller, Outcome>>>;
type Named = Exclude<Caller, Follower>;
type Row = Readonly<{
  call?: Readonly<Pick<HttpCall, 'params' | 'query' | 'body'>>;
  may: May | 'everybody' | 'everybody-signed-in';
}>;

const allSignedIn: Readonly<Record<Named, Outcome>> = {
  ownStaff: 'ok',
  otherStaff: 'ok',
  reviewer: 'ok',
  reviewerOfA: 'ok',
  reviewerFrom002: 'ok',
  ownBody: 'ok',
  otherBody: 'ok',
  portalOffice: 'ok',
  admin: 'ok',
  signer: 'ok',
};
const everySignedIn = (outcome: Outcome): May =>
  Object.fromEntries(Object.keys(allSignedIn).map((caller) => [caller, outcome]));
const readersOfUnit = (outcome: Outcome): May => ({
  ...Object.fromEntries(Object.keys(allSignedIn).map((caller) => [caller, outcome])),
  otherStaff: 'not-your-unit',
});
const staffOfUnit = (outcome: Outcome): May => ({ ownStaff: outcome, otherStaff: 'not-your-unit' });
const readersOfLetter = (outcome: Outcome): May => ({
  ...staffOfUnit(outcome),
  reviewer: outcome,
  reviewerOfA: outcome,
  reviewerFrom002: outcome,
  ...office(outcome),
});
const reviewers = (outcome: Outcome): May => ({
  reviewer: outcome,
  reviewerOfA: outcome,
  reviewerFrom002: 'recused',
});
const actorsOfBody = (outcome: Outcome): May => ({
  ownBody: outcome,
  otherBody: 'not-your-body',
  portalOffice: 'not-your-body',
});
const office = (outcome: Outcome): May => ({ admin: outcome, signer: outcome });
const admin = (outcome: Outcome): May => ({ admin: outcome });

const unknownId = '0'.repeat(26);
const cycle = { cycle: '2018' };
const unit = { ...cycle, unit: '002' };
const row = { ...unit, row: unknownId };
const registerImport = { ...unit, import: unknownId };
const evidence = { ...unit, evidence: unknownId };
const folder = {
  files: [{ path: 'A1 纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) }],
};
const request = { ...unit, request: unknownId };
const body = { ...cycle, body: 'civil-affairs' };
const run = { ...cycle, run: '0001' };
const nextYear = {
  cycle: '2019',
  title: '2019年评价',
  window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
  reforms: [],
  targets: { kind: 'same' },
  exceptions: [],
};

/** The ledger of requests: the unit's own staff, and masked the reviewers and the county office's admins. */
const readersOfRequests = (outcome: Outcome): May => ({
  ...staffOfUnit(outcome),
  reviewer: outcome,
  reviewerOfA: outcome,
  reviewerFrom002: outcome,
  admin: outcome,
});
const onRequest = (sent: unknown): Row => ({
  call: { params: request, body: sent },
  may: staffOfUnit('request-unknown'),
});

const onMember: Row = {
  call: { params: { member: unknownId }, body: { version: 1, reason: '调离' } },
  may: admin('member-unknown'),
};

export const rows: Readonly<Record<RouteName, Row>> = {
  getMe: { may: allSignedIn },
  listCycles: { call: {}, may: allSignedIn },
  getCycle: { call: { params: cycle }, may: allSignedIn },
  listUnits: { call: { params: cycle }, may: allSignedIn },
  listBodies: { call: { params: cycle }, may: allSignedIn },
  getRubric: { call: { params: cycle }, may: allSignedIn },
  lintRubric: { call: { params: cycle, body: { text: 'x' } }, may: admin('ok') },
  storeRubric: { call: { params: cycle, body: { text: JSON.stringify(rubric2018) } }, may: admin('ok') },
  listRubrics: { call: { params: cycle }, may: allSignedIn },
  getRubricVersion: { call: { params: { ...cycle, version: '1' } }, may: allSignedIn },
  compareRubricVersions: {
    call: { params: { ...cycle, version: '1' }, query: { against: '1' } },
    may: allSignedIn,
  },
  adoptRubric: { call: { params: cycle, body: { version: 9 } }, may: admin('rubric-version-unknown') },
  setRehearsalClock: { call: { body: { now: '2018-12-31T00:00:00.000Z' } }, may: admin('ok') },

  addRegisterRows: { call: { params: unit, body: { rows: [sampleEntry()] } }, may: staffOfUnit('ok') },
  listRegisterRows: { call: { params: unit }, may: readersOfUnit('ok') },
  correctRegisterRow: { call: { params: row, body: sampleEntry() }, may: staffOfUnit('row-unknown') },
  withdrawRegisterRow: { call: { params: row, body: { reason: '误登' } }, may: staffOfUnit('row-unknown') },
  getRegisterRowHistory: { call: { params: row }, may: readersOfUnit('row-unknown') },
  countRegister: { call: { params: unit }, may: readersOfUnit('ok') },

  getRegisterStanding: { call: { params: unit }, may: readersOfUnit('ok') },
  listRowsNotCounted: { call: { params: unit }, may: readersOfUnit('ok') },

  listLinkFindings: { call: { params: unit }, may: readersOfUnit('ok') },
  countLinkFindings: {
    call: { params: cycle },
    may: { reviewer: 'ok', reviewerOfA: 'ok', reviewerFrom002: 'ok', ...office('ok') },
  },
  getLinkCheck: {
    call: { params: cycle },
    may: { reviewer: 'ok', reviewerOfA: 'ok', reviewerFrom002: 'ok', ...office('ok') },
  },
  setLinkCheck: { call: { params: cycle, body: { domains: ['daying.gov.cn'] } }, may: admin('ok') },

  checkEvidenceFolder: { call: { params: unit, body: folder }, may: staffOfUnit('ok') },
  handInEvidenceFolder: { call: { params: unit, body: folder }, may: staffOfUnit('ok') },
  requestEvidenceBundle: {
    call: {
      params: unit,
      body: { file: { name: '材料.zip', size: 9, contentType: 'application/zip', sha256: 'a'.repeat(64) } },
    },
    may: staffOfUnit('ok'),
  },
  checkEvidenceBundle: {
    call: { params: { ...unit, bundle: unknownId } },
    may: staffOfUnit('bundle-unknown'),
  },
  handInEvidenceBundle: {
    call: { params: { ...unit, bundle: unknownId } },
    may: staffOfUnit('bundle-unknown'),
  },
  requestImport: {
    call: {
      params: unit,
      body: { file: { name: '台账.csv', size: 9, contentType: 'text/csv', sha256: 'a'.repeat(64) } },
    },
    may: staffOfUnit('ok'),
  },
  listImports: { call: { params: unit }, may: { ...staffOfUnit('ok'), ...admin('ok') } },
  checkImport: {
    call: { params: registerImport },
    may: { ...staffOfUnit('import-unknown'), ...admin('import-unknown') },
  },
  addImportedRows: {
    call: { params: registerImport, body: { reading: 'a'.repeat(64) } },
    may: staffOfUnit('import-unknown'),
  },
  takeBackImport: { call: { params: registerImport }, may: staffOfUnit('import-unknown') },
  getMendFile: {
    call: { params: registerImport },
    may: { ...staffOfUnit('import-unknown'), ...admin('import-unknown') },
  },
  getImportHeadings: { call: { params: unit }, may: { ...staffOfUnit('ok'), ...admin('ok') } },
  setImportHeadings: {
    call: { params: unit, body: { headings: [{ heading: '事项', field: 'title' }] } },
    may: staffOfUnit('ok'),
  },
  getRegisterFile: { call: { params: unit }, may: readersOfUnit('ok') },

  requestEvidence: {
    call: {
      params: unit,
      body: {
        items: ['A1'],
        title: '会议纪要',
        note: null,
        channel: null,
        files: [{ name: '纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) }],
        replaces: null,
      },
    },
    may: staffOfUnit('ok'),
  },
  renewLinks: { call: { params: evidence }, may: staffOfUnit('evidence-unknown') },
  listEvidence: { call: { params: unit }, may: readersOfUnit('ok') },
  getEvidence: { call: { params: evidence }, may: readersOfUnit('evidence-unknown') },
  withdrawEvidence: {
    call: { params: evidence, body: { reason: '报错了' } },
    may: staffOfUnit('evidence-unknown'),
  },
  acceptEvidence: { call: { params: evidence }, may: reviewers('evidence-unknown') },
  returnEvidence: {
    call: { params: evidence, body: { reason: '缺少公章' } },
    may: reviewers('evidence-unknown'),
  },
  makeEvidencePublic: {
    call: { params: evidence, body: { public: true } },
    may: { ...staffOfUnit('evidence-unknown'), ...admin('evidence-unknown') },
  },
  listLookalikes: {
    call: { params: evidence },
    may: { ...reviewers('evidence-unknown'), admin: 'evidence-unknown' },
  },
  getDownloadLink: {
    call: { params: { ...evidence, file: unknownId } },
    may: readersOfUnit('evidence-unknown'),
  },

  givePoints: {
    call: { params: unit, body: { points: [{ item: 'C2', points: '2', reason: null, checks: {} }] } },
    // `reviewerOfA` and the bodies have a role of the route but not the item: the same refusal.
    may: { reviewer: 'ok', reviewerFrom002: 'recused' },
  },
  listPoints: {
    call: { params: unit },
    may: {
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      ownBody: 'ok',
      otherBody: 'ok',
      portalOffice: 'ok',
      ...office('ok'),
    },
  },
  listToReview: {
    call: { params: cycle },
    may: {
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      ownBody: 'ok',
      otherBody: 'ok',
      portalOffice: 'ok',
    },
  },
  setItemFacts: {
    call: { params: { ...unit, item: 'C2' }, body: { notApplicable: null, imported: [] } },
    may: admin('ok'),
  },
  setUnitMeasure: {
    call: {
      params: { ...unit, measure: 'adopted' },
      body: { months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    },
    may: admin('unknown-kind'),
  },
  listUnitFacts: { call: { params: unit }, may: readersOfUnit('ok') },
  recordDeduction: {
    call: {
      params: body,
      body: { unit: '002', points: '1', fact: '未公开', document: null, happenedOn: '2018-05-02' },
    },
    may: actorsOfBody('ok'),
  },
  correctDeduction: {
    call: {
      params: { ...body, deduction: unknownId },
      body: { unit: '002', points: '1', fact: '未公开', document: null, happenedOn: '2018-05-02' },
    },
    may: actorsOfBody('deduction-unknown'),
  },
  listWhoMay: {
    call: { params: unit },
    may: {
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      ownBody: 'ok',
      otherBody: 'ok',
      portalOffice: 'ok',
      ...office('ok'),
    },
  },
  importDeductions: {
    call: {
      params: body,
      body: { file: Buffer.from('单位,扣分,事实,日期\n').toString('base64'), dryRun: true },
    },
    may: actorsOfBody('ok'),
  },
  tellDeductions: { call: { params: body, body: { deductions: [] } }, may: actorsOfBody('ok') },
  answerDeductionReply: {
    call: { params: { ...body, deduction: unknownId }, body: { points: null, reason: '维持' } },
    may: actorsOfBody('deduction-unknown'),
  },
  listUnitDeductions: {
    call: { params: unit },
    may: {
      ...staffOfUnit('ok'),
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      admin: 'ok',
      signer: 'ok',
    },
  },
  replyToDeduction: {
    call: {
      params: { ...unit, body: 'civil-affairs', deduction: unknownId },
      body: { text: '已公开', evidence: [] },
    },
    may: staffOfUnit('deduction-unknown'),
  },
  listDeductions: { call: { params: body }, may: { ...actorsOfBody('ok'), ...office('ok') } },
  withdrawDeduction: {
    call: { params: { ...body, deduction: unknownId }, body: { reason: '记错了' } },
    may: actorsOfBody('deduction-unknown'),
  },
  handInForBody: { call: { params: body, body: { reason: '催办无果' } }, may: admin('ok') },
  handIn: { call: { params: body, body: { note: null } }, may: actorsOfBody('ok') },
  getHandIn: {
    call: { params: body },
    may: { ownBody: 'ok', otherBody: 'ok', portalOffice: 'ok', ...office('ok') },
  },
  recordCityDeduction: {
    call: {
      params: cycle,
      body: { body: 'civil-affairs', points: '1', document: '号', fact: '事', decidedOn: '2018-11-01' },
    },
    may: admin('ok'),
  },
  confirmCityDeduction: {
    call: { params: { ...cycle, deduction: unknownId } },
    may: admin('city-deduction-unknown'),
  },
  askCityDeductionRevocation: {
    call: { params: { ...cycle, deduction: unknownId }, body: { reason: '由', document: '号' } },
    may: admin('city-deduction-unknown'),
  },
  confirmCityDeductionRevocation: {
    call: { params: { ...cycle, deduction: unknownId } },
    may: admin('city-deduction-unknown'),
  },
  listCityDeductions: { call: { params: cycle }, may: office('ok') },
  decideIncident: {
    call: {
      params: cycle,
      body: { unit: '002', kind: 'leak', reason: '事', document: '号', decidedOn: '2018-10-09' },
    },
    may: admin('ok'),
  },
  confirmIncident: { call: { params: { ...cycle, incident: unknownId } }, may: admin('incident-unknown') },
  askIncidentRevocation: {
    call: { params: { ...cycle, incident: unknownId }, body: { reason: '由', document: '号' } },
    may: admin('incident-unknown'),
  },
  confirmIncidentRevocation: {
    call: { params: { ...cycle, incident: unknownId } },
    may: admin('incident-unknown'),
  },
  listIncidents: { call: { params: cycle }, may: office('ok') },

  recordRequest: { call: { params: unit, body: sampleRequestEntry() }, may: staffOfUnit('ok') },
  listRequests: { call: { params: unit }, may: readersOfRequests('ok') },
  getRequest: { call: { params: request }, may: readersOfRequests('request-unknown') },
  amendRequest: {
    call: { params: request, body: { ...sampleRequestEntry(), reason: '登记有误' } },
    may: staffOfUnit('request-unknown'),
  },
  confirmRequest: onRequest({ on: '2018-03-12' }),
  askCorrection: onRequest({ noticedOn: '2018-03-12', correctBy: '2018-03-20' }),
  receiveCorrection: onRequest({ on: '2018-03-12' }),
  pauseRequest: onRequest({ reason: 'third-party', from: '2018-03-12' }),
  resumeRequest: onRequest({ reason: 'third-party', to: '2018-03-12' }),
  extendRequest: onRequest({ approvedOn: '2018-03-12', toldOn: '2018-03-12', days: 15 }),
  answerRequest: onRequest({ on: '2018-03-12', outcome: 'granted' }),
  withdrawRequest: onRequest({ on: '2018-03-12' }),
  strikeRequest: onRequest({ reason: '重复登记' }),
  reopenRequest: onRequest({ reason: '误办结' }),
  fileContest: {
    call: { params: { ...request, contest: 'review' }, body: { on: '2018-03-12' } },
    may: staffOfUnit('request-unknown'),
  },
  decideContest: {
    call: { params: { ...request, contest: 'suit' }, body: { on: '2018-03-12', outcome: 'upheld' } },
    may: staffOfUnit('request-unknown'),
  },
  chooseRegulation: {
    call: { params: request, body: { regulation: '2019', reason: '施行时尚未办结' } },
    may: admin('request-unknown'),
  },
  countRequests: { call: { params: cycle }, may: office('ok') },
  getAnnualReport: { call: { params: unit }, may: { ...readersOfRequests('ok'), signer: 'ok' } },
  getAnnualReportDraft: { call: { params: unit }, may: { ...readersOfRequests('ok'), signer: 'ok' } },
  getCountyAnnualReport: { call: { params: cycle }, may: office('ok') },
  getRequestRules: { may: allSignedIn },
  setRequestRules: { call: { body: { dueSoonDays: 5, keepApplicantDays: 180 } }, may: admin('ok') },

  getContacts: { call: { params: unit }, may: { ...staffOfUnit('ok'), ...admin('ok') } },
  fileContacts: { call: { params: unit, body: sampleContacts() }, may: staffOfUnit('ok') },
  requestContactsScan: {
    call: {
      params: unit,
      body: { file: { name: '登记表.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) } },
    },
    may: staffOfUnit('contacts-unknown'),
  },
  attachContactsScan: {
    call: {
      params: { ...unit, scan: unknownId },
      body: {
        file: { name: '登记表.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
        version: 1,
      },
    },
    may: staffOfUnit('contacts-unknown'),
  },
  getContactsScan: {
    call: { params: { ...unit, scan: unknownId } },
    may: { ...staffOfUnit('contacts-unknown'), ...admin('contacts-unknown') },
  },
  getContactsHistory: {
    call: { params: unit },
    may: { ...staffOfUnit('contacts-unknown'), ...admin('contacts-unknown') },
  },
  listContacts: { call: { params: cycle }, may: admin('ok') },
  exportContacts: { call: { params: cycle, body: { format: 'xlsx' } }, may: admin('ok') },

  listMembers: { may: admin('ok') },
  changeMember: {
    call: {
      params: { member: unknownId },
      body: { displayName: '某人', homeUnit: null, roles: [{ role: 'signer' }], version: 1 },
    },
    may: admin('member-unknown'),
  },
  confirmMemberChange: {
    call: { params: { member: unknownId }, body: { version: 1 } },
    may: admin('member-change-unknown'),
  },
  suspendMember: onMember,
  restoreMember: onMember,
  removeMember: onMember,
  listInvitations: { may: admin('ok') },
  inviteMember: {
    call: { body: { displayName: '某人', homeUnit: null, roles: [{ role: 'signer' }] } },
    may: admin('ok'),
  },
  confirmInvitation: { call: { params: { invitation: unknownId } }, may: admin('invitation-unknown') },
  withdrawInvitation: { call: { params: { invitation: unknownId } }, may: admin('invitation-unknown') },
  acceptInvitation: { call: { body: { code: '0'.repeat(32) } }, may: 'everybody-signed-in' },
  getUnitConfirmation: {
    call: { params: unit },
    may: { ...readersOfRequests('ok'), signer: 'ok' },
  },
  confirmUnitYear: {
    call: { params: unit, body: { contentSha256: 'a'.repeat(64) } },
    may: { ownLeader: 'year-changed', otherLeader: 'not-your-unit' },
  },
  getUnitStanding: {
    call: { params: unit },
    may: { ...readersOfRequests('ok'), signer: 'ok' },
  },
  getOfficeFigures: { call: { params: cycle }, may: office('ok') },
  listStandings: { call: { params: cycle }, may: office('ok') },
  getStandingsFile: { call: { params: cycle }, may: office('ok') },

  listInbox: { call: { params: cycle }, may: allSignedIn },
  readReminder: {
    call: { params: { ...cycle, reminder: unknownId } },
    may: everySignedIn('reminder-unknown'),
  },
  remindNow: { call: { params: cycle, body: { units: ['002'], bodies: [], kinds: [] } }, may: admin('ok') },
  getMyNotifications: { may: allSignedIn },
  setMyNotifications: {
    call: { body: { mail: null, language: 'zh', digest: true } },
    may: allSignedIn,
  },
  getWebhook: { call: { params: cycle }, may: admin('ok') },
  setWebhook: {
    call: { params: cycle, body: { url: 'https://hooks.example.cn/x', active: true, renewSecret: false } },
    may: admin('ok'),
  },
  getReminderSettings: { call: { params: cycle }, may: office('ok') },
  setReminderSettings: { call: { params: cycle, body: defaultReminderSettings }, may: admin('ok') },

  fileAppeal: {
    call: { params: unit, body: { item: 'C2', grounds: '已公开', evidence: [], links: [] } },
    may: staffOfUnit('report-unknown'),
  },
  withdrawAppeal: { call: { params: { ...unit, appeal: unknownId } }, may: staffOfUnit('appeal-unknown') },
  answerAppeal: {
    call: { params: { ...unit, appeal: unknownId }, body: { text: '依据如下' } },
    may: {
      ...reviewers('appeal-unknown'),
      ...admin('appeal-unknown'),
      ownBody: 'appeal-unknown',
      otherBody: 'appeal-unknown',
      portalOffice: 'appeal-unknown',
    },
  },
  decideAppeal: {
    call: {
      params: { ...unit, appeal: unknownId },
      body: { outcome: 'rejected', reason: '维持', points: null },
    },
    may: office('appeal-unknown'),
  },
  listUnitAppeals: { call: { params: unit }, may: readersOfUnit('ok') },
  listAppeals: {
    call: { params: cycle },
    may: {
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      ownBody: 'ok',
      otherBody: 'ok',
      portalOffice: 'ok',
      ...office('ok'),
    },
  },
  makeDryRun: { call: { params: cycle, body: {} }, may: admin('ok') },
  listDryRuns: { call: { params: cycle }, may: office('ok') },
  getDryRun: { call: { params: { ...cycle, dryRun: unknownId } }, may: office('dry-run-unknown') },
  getSignOffSheet: { call: { params: run }, may: office('run-unknown') },
  previewNextCycle: { call: { params: cycle, body: nextYear }, may: admin('ok') },
  beginNextCycle: { call: { params: cycle, body: nextYear }, may: admin('ok') },
  issueProblemLetters: {
    call: { params: cycle, body: { mendBy: '2019-06-30' } },
    may: admin('nothing-published'),
  },
  listProblemLetters: {
    call: { params: cycle },
    may: { reviewer: 'ok', reviewerOfA: 'ok', reviewerFrom002: 'ok', ...office('ok') },
  },
  getProblemLetter: {
    call: { params: unit },
    may: {
      ...staffOfUnit('ok'),
      reviewer: 'ok',
      reviewerOfA: 'ok',
      reviewerFrom002: 'ok',
      ...office('ok'),
    },
  },
  getProblemLetterDocx: { call: { params: unit }, may: readersOfLetter('problem-letter-unknown') },
  getProblemLetterPdf: { call: { params: unit }, may: readersOfLetter('problem-letter-unknown') },
  getCircularTemplate: { call: { params: cycle }, may: office('ok') },
  setCircularTemplate: { call: { params: cycle, body: defaultCircularTemplate }, may: admin('ok') },
  previewCircular: {
    call: { params: cycle, body: defaultCircularTemplate },
    may: admin('nothing-to-preview'),
  },
  reportProblem: {
    call: { params: { ...unit, problem: 'C2' }, body: { text: '已补办培训' } },
    may: staffOfUnit('problem-letter-unknown'),
  },
  answerProblem: {
    call: { params: { ...unit, problem: 'C2' }, body: { mended: true, text: null } },
    may: {
      reviewer: 'problem-letter-unknown',
      reviewerOfA: 'problem-letter-unknown',
      reviewerFrom002: 'recused',
      admin: 'problem-letter-unknown',
    },
  },
  fileWorkPlan: {
    call: {
      params: body,
      body: {
        tasks: [
          { id: 'village', title: '村务公开', detail: null, dueOn: '2018-06-30', for: { kind: 'all' } },
        ],
      },
    },
    may: actorsOfBody('ok'),
  },
  getWorkPlan: { call: { params: body }, may: { ...actorsOfBody('ok'), ...office('ok') } },
  listWorkPlans: { call: { params: cycle }, may: office('ok') },
  listUnitTasks: {
    call: { params: unit },
    may: { ...staffOfUnit('ok'), reviewer: 'ok', reviewerOfA: 'ok', reviewerFrom002: 'ok', ...office('ok') },
  },
  replyToTask: {
    call: { params: { ...unit, body: 'civil-affairs', task: 'village' }, body: { text: '已公开' } },
    may: staffOfUnit('plan-task-unknown'),
  },
  answerTask: {
    call: { params: { ...body, task: 'village', unit: '002' }, body: { done: true, text: null } },
    may: actorsOfBody('plan-task-unknown'),
  },
  writeSummary: {
    call: { params: { ...body, quarter: '1' }, body: { text: '一季度工作开展情况' } },
    may: actorsOfBody('ok'),
  },
  previewReEvaluation: {
    call: { params: cycle, body: { scope: { kind: 'all' }, reason: '更正', changes: [] } },
    may: admin('nothing-published'),
  },
  startReEvaluation: {
    call: { params: cycle, body: { scope: { kind: 'all' }, reason: '更正', changes: [] } },
    may: admin('nothing-published'),
  },
  getReEvaluation: { call: { params: run }, may: office('run-unknown') },
  listRevisions: { call: { params: cycle }, may: allSignedIn },
  requestCustodyPackage: {
    call: { params: cycle, body: { evidenceFiles: false } },
    may: admin('nothing-published'),
  },
  listCustodyPackages: { call: { params: cycle }, may: admin('ok') },
  linkCustodyPackage: {
    call: { params: { ...cycle, package: '0'.repeat(26) } },
    may: admin('package-unknown'),
  },
  withdrawReport: {
    call: { params: cycle, body: { reason: '有误', hidesEarlier: false } },
    may: { signer: 'nothing-published' },
  },
  startRun: { call: { params: cycle, body: {} }, may: admin('ok') },
  listRuns: { call: { params: cycle }, may: office('ok') },
  getRun: { call: { params: run }, may: office('run-unknown') },
  getRunFile: { call: { params: { ...run, file: 'result.json' } }, may: office('run-unknown') },
  resumeRun: { call: { params: run, body: { from: 'end' } }, may: admin('run-unknown') },
  reopenForRepair: { call: { params: run, body: { units: ['002'] } }, may: admin('run-unknown') },
  reviewReport: { call: { params: run, body: { comment: null } }, may: admin('run-unknown') },
  signOff: {
    call: { params: run, body: { decision: 'approve', comment: null } },
    may: { signer: 'run-unknown' },
  },

  listAuditTrail: { call: { params: cycle }, may: admin('ok') },
  listUnitAuditTrail: { call: { params: unit }, may: admin('ok') },
  exportAuditHeads: { call: { params: cycle }, may: admin('ok') },
  exportAuditTrail: { call: { params: cycle, query: { format: 'jsonl' } }, may: admin('ok') },

  getOpenApi: { may: 'everybody' },
};

/** Reads that auditors and leaders get none of, beside what their unit's own people file themselves. */
const closed: readonly RouteName[] = [
  'getContacts',
  'getContactsScan',
  'getContactsHistory',
  'listContacts',
  'getWebhook',
  'checkEvidenceBundle',
  'listLookalikes',
  'listToReview',
];
/** A leader signs the contact form, and so reads it and what it said before. */
const leadersRead: readonly RouteName[] = ['getContacts', 'getContactsScan', 'getContactsHistory'];

/** What a caller is to hear: what the row says, or what follows from it. */
export function wanted(name: RouteName, caller: Caller): Outcome {
  const { may, call } = rows[name];
  if (may === 'everybody') return 'ok';
  // A token is enough; what is said here is wrong.
  if (may === 'everybody-signed-in') return 'invitation-unknown';
  const reads = routes[name].method === 'GET' || takenOut.includes(name);
  const said = may[caller];
  switch (caller) {
    case 'ownLeader':
    case 'otherLeader': {
      const like = may[caller === 'ownLeader' ? 'ownStaff' : 'otherStaff'] ?? 'role-needed';
      const follows = reads ? !closed.includes(name) || leadersRead.includes(name) : isForEverybody(may);
      return said ?? (follows ? like : 'role-needed');
    }
    case 'auditorBefore':
      return 'audit-over';
    case 'auditor':
    case 'auditorOf015':
    case 'auditorOf2017': {
      if (!reads) return 'read-only';
      const named: Readonly<Record<string, string>> = call?.params ?? {};
      const [ofCycle, ofUnit] = [named['cycle'], named['unit']];
      const shared = isForEverybody(may);
      const outside =
        (caller === 'auditorOf015' && (ofUnit === undefined ? !shared : ofUnit !== '015')) ||
        (caller === 'auditorOf2017' && (ofCycle === undefined ? !shared : ofCycle !== '2017'));
      if (outside) return 'outside-audit';
      return closed.includes(name) ? 'role-needed' : (may.admin ?? may.signer ?? 'role-needed');
    }
    default:
      return said ?? 'role-needed';
  }
}

/** No reads, and yet for auditors: a copy of the record is asked for and handed out. */
const takenOut: readonly RouteName[] = ['requestCustodyPackage', 'linkCustodyPackage'];

/** Open to every member, and not of one unit: its text is the same for all. */
function isForEverybody(may: May): boolean {
  return Object.keys(allSignedIn).every((caller) => caller in may);
}

function auditing(scope: Partial<Readonly<{ until: string; cycles: string[]; units: string[] }>>): Member {
  const { until = '2099-12-31', cycles = [], units = [] } = scope;
  const subject = `auditor-${until}-${cycles.join()}-${units.join()}`;
  return sampleMember(subject, [{ role: 'auditor', until, cycles, units }]);
}

/** A member of every role, to be suspended. */
export const everyRole = sampleMember('suspended', [
  { role: 'unit-staff', unit: '002' },
  { role: 'reviewer', items: [] },
  { role: 'lead-body', body: 'civil-affairs' },
  { role: 'county-admin' },
  { role: 'signer' },
  { role: 'unit-leader', unit: '002' },
]);
