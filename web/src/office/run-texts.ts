import type { RunView } from '../../../shared/contracts/run-views.ts';
import type { ResumeFrom } from '../../../shared/domain/run/run.ts';
import type { TextKey } from '../texts/zh.ts';

/** What a run's steps and states are called. */
export const stepText: Readonly<Record<RunView['step'], TextKey>> = {
  'hand-ins': 'runStep_handIns',
  freeze: 'runStep_freeze',
  score: 'runStep_score',
  rank: 'runStep_rank',
  render: 'runStep_render',
  'sign-off': 'runStep_signOff',
  publish: 'runStep_publish',
};
/** What it means to go on from a step. */
export const resumeText: Readonly<Record<ResumeFrom, TextKey>> = {
  'hand-ins': 'runFrom_handIns',
  freeze: 'runFrom_freeze',
  score: 'runFrom_score',
  rank: 'runFrom_rank',
  render: 'runFrom_render',
  'sign-off': 'runFrom_signOff',
  publish: 'runFrom_publish',
  end: 'runFrom_end',
};
export const runStatusText = {
  active: 'runStatus_active',
  published: 'runStatus_published',
  returned: 'runStatus_returned',
  failed: 'runStatus_failed',
} as const;
export const runKindText = {
  'year-end': 'runKind_yearEnd',
  're-evaluation': 'runKind_reEvaluation',
} as const;
