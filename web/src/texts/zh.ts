import { firstZh } from './first-zh.ts';
import { assess } from './zh/assess.ts';
import { evidence } from './zh/evidence.ts';
import { followUp } from './zh/follow-up.ts';
import { inbox } from './zh/inbox.ts';
import { leadBody } from './zh/lead-body.ts';
import { leader } from './zh/leader.ts';
import { members } from './zh/members.ts';
import { officeEnd } from './zh/office-end.ts';
import { officeSettings } from './zh/office-settings.ts';
import { officeYear } from './zh/office-year.ts';
import { office } from './zh/office.ts';
import { register } from './zh/register.ts';
import { requests } from './zh/requests.ts';
import { records } from './zh/records.ts';
import { rubric } from './zh/rubric.ts';
import { unitFacts } from './zh/unit-facts.ts';

/**
 * The console's texts in Chinese, which come first, a file for each area: every other language has the same keys. `{name}` is
 * filled in.
 */
export const zh = {
  ...firstZh,
  ...assess,
  ...evidence,
  ...followUp,
  ...inbox,
  ...leadBody,
  ...leader,
  ...members,
  ...office,
  ...officeEnd,
  ...officeSettings,
  ...officeYear,
  ...register,
  ...requests,
  ...records,
  ...rubric,
  ...unitFacts,
} as const;

export type TextKey = keyof typeof zh;
