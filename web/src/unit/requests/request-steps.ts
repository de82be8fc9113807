import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import type { RequestView } from '../../../../shared/contracts/request-views.ts';
import { contestOutcome, outcome } from '../../../../shared/domain/requests/request.ts';
import { pauseReason, regulationId, regulations } from '../../../../shared/domain/requests/regulation.ts';
import { call } from '../../api/call.ts';
import type { TextKey } from '../../texts/zh.ts';

export type RequestPlace = Readonly<{ cycle: string; unit: string; request: string }>;
type Values = Readonly<Record<string, string>>;
type StepField = Readonly<{ name: string; text: TextKey }> &
  (
    | Readonly<{ type: 'date' | 'text' }>
    | Readonly<{ type: 'number'; most: number }>
    | Readonly<{ type: 'choice'; of: 'pause' | 'outcome' | 'contest' | 'contest-outcome' | 'regulation' }>
  );

/** A step that a request may take now: what is asked for, and how it is stated. */
export type RequestStep = Readonly<{
  key: string;
  text: TextKey;
  why: TextKey;
  danger?: boolean;
  fields: readonly StepField[];
  send: (params: RequestPlace, values: Values) => Promise<unknown>;
}>;

const on = { name: 'on', text: 'rqDay', type: 'date' } as const;
const reason = { name: 'reason', text: 'rqReason', type: 'text' } as const;
const day = (values: Values, name: string) => values[name] ?? '';

const confirm: RequestStep = {
  key: 'confirm',
  text: 'rqConfirm',
  why: 'rqConfirmWhy',
  fields: [on],
  send: (params, values) => call(requestRoutes.confirmRequest, { params, body: { on: day(values, 'on') } }),
};
const askCorrection: RequestStep = {
  key: 'ask-correction',
  text: 'rqAskCorrection',
  why: 'rqAskCorrectionWhy',
  fields: [
    { name: 'noticedOn', text: 'rqNoticedOn', type: 'date' },
    { name: 'correctBy', text: 'rqCorrectBy', type: 'date' },
  ],
  send: (params, values) =>
    call(requestRoutes.askCorrection, {
      params,
      body: { noticedOn: day(values, 'noticedOn'), correctBy: day(values, 'correctBy') },
    }),
};
const receiveCorrection: RequestStep = {
  key: 'receive-correction',
  text: 'rqReceiveCorrection',
  why: 'rqReceiveCorrectionWhy',
  fields: [on],
  send: (params, values) =>
    call(requestRoutes.receiveCorrection, { params, body: { on: day(values, 'on') } }),
};
const pause: RequestStep = {
  key: 'pause',
  text: 'rqPause',
  why: 'rqPauseWhy',
  fields: [
    { name: 'reason', text: 'rqPauseReason', type: 'choice', of: 'pause' },
    { name: 'from', text: 'rqFrom', type: 'date' },
  ],
  send: (params, values) =>
    call(requestRoutes.pauseRequest, {
      params,
      body: { reason: pauseReason.parse(values['reason']), from: day(values, 'from') },
    }),
};
const resume: RequestStep = {
  key: 'resume',
  text: 'rqResume',
  why: 'rqResumeWhy',
  fields: [
    { name: 'reason', text: 'rqPauseReason', type: 'choice', of: 'pause' },
    { name: 'to', text: 'rqTo', type: 'date' },
  ],
  send: (params, values) =>
    call(requestRoutes.resumeRequest, {
      params,
      body: { reason: pauseReason.parse(values['reason']), to: day(values, 'to') },
    }),
};
const extend = (most: number): RequestStep => ({
  key: 'extend',
  text: 'rqExtend',
  why: 'rqExtendWhy',
  fields: [
    { name: 'approvedOn', text: 'rqApprovedOn', type: 'date' },
    { name: 'toldOn', text: 'rqToldOn', type: 'date' },
    { name: 'days', text: 'rqDays', type: 'number', most },
  ],
  send: (params, values) =>
    call(requestRoutes.extendRequest, {
      params,
      body: {
        approvedOn: day(values, 'approvedOn'),
        toldOn: day(values, 'toldOn'),
        days: Number(values['days']),
      },
    }),
});
const answer: RequestStep = {
  key: 'answer',
  text: 'rqAnswer',
  why: 'rqAnswerWhy',
  fields: [on, { name: 'outcome', text: 'rqOutcome', type: 'choice', of: 'outcome' }],
  send: (params, values) =>
    call(requestRoutes.answerRequest, {
      params,
      body: { on: day(values, 'on'), outcome: outcome.parse(values['outcome']) },
    }),
};
const withdraw: RequestStep = {
  key: 'withdraw',
  text: 'rqWithdraw',
  why: 'rqWithdrawWhy',
  fields: [on],
  send: (params, values) => call(requestRoutes.withdrawRequest, { params, body: { on: day(values, 'on') } }),
};
const strike: RequestStep = {
  key: 'strike',
  text: 'rqStrike',
  why: 'rqStrikeWhy',
  danger: true,
  fields: [reason],
  send: (params, values) =>
    call(requestRoutes.strikeRequest, { params, body: { reason: values['reason'] ?? '' } }),
};
const reopen: RequestStep = {
  key: 'reopen',
  text: 'rqReopen',
  why: 'rqReopenWhy',
  danger: true,
  fields: [reason],
  send: (params, values) =>
    call(requestRoutes.reopenRequest, { params, body: { reason: values['reason'] ?? '' } }),
};
const contestOf = (values: Values) => (values['contest'] === 'suit' ? 'suit' : 'review');
const fileContest: RequestStep = {
  key: 'file-contest',
  text: 'rqContest',
  why: 'rqContestWhy',
  fields: [{ name: 'contest', text: 'rqContestKind', type: 'choice', of: 'contest' }, on],
  send: (params, values) =>
    call(requestRoutes.fileContest, {
      params: { ...params, contest: contestOf(values) },
      body: { on: day(values, 'on') },
    }),
};
const decideContest: RequestStep = {
  key: 'decide-contest',
  text: 'rqDecided',
  why: 'rqDecidedWhy',
  fields: [
    { name: 'contest', text: 'rqContestKind', type: 'choice', of: 'contest' },
    on,
    { name: 'outcome', text: 'rqDecision', type: 'choice', of: 'contest-outcome' },
  ],
  send: (params, values) =>
    call(requestRoutes.decideContest, {
      params: { ...params, contest: contestOf(values) },
      body: { on: day(values, 'on'), outcome: contestOutcome.parse(values['outcome']) },
    }),
};

/** Of the county office: which version of the Regulation a request that straddles the change goes by. */
export const chooseRegulation: RequestStep = {
  key: 'choose-regulation',
  text: 'rqChoose',
  why: 'rqChooseWhy',
  fields: [{ name: 'regulation', text: 'rqRegulation', type: 'choice', of: 'regulation' }, reason],
  send: (params, values) =>
    call(requestRoutes.chooseRegulation, {
      params,
      body: { regulation: regulationId.parse(values['regulation']), reason: values['reason'] ?? '' },
    }),
};

/** The steps that a request may take where it stands, the usual one first. */
export function stepsOf(of: RequestView): readonly RequestStep[] {
  const regulation = regulations[of.clock.regulation];
  const extension = of.extension === null ? [extend(regulation.extension)] : [];
  switch (of.status) {
    case 'awaiting-confirmation':
      return [confirm, withdraw, strike];
    case 'open': {
      const correction =
        regulation.askCorrectionWithin !== null && of.correction === null ? [askCorrection] : [];
      return [answer, ...extension, ...correction, pause, withdraw, strike];
    }
    case 'awaiting-correction':
      return [receiveCorrection, answer, withdraw, strike];
    case 'paused':
      return [resume, ...extension, answer, withdraw, strike];
    case 'answered': {
      const pending = [of.review, of.suit].some((each) => each !== null && each.decided === null);
      const filing = of.review === null || of.suit === null ? [fileContest] : [];
      return [...(pending ? [decideContest] : []), ...filing, reopen];
    }
    case 'withdrawn':
      return [reopen];
    case 'struck':
      return [];
  }
}
