import { assess } from './en/assess.ts';
import { common } from './en/common.ts';
import { evidence } from './en/evidence.ts';
import { followUp } from './en/follow-up.ts';
import { inbox } from './en/inbox.ts';
import { layout } from './en/layout.ts';
import { leadBody } from './en/lead-body.ts';
import { leader } from './en/leader.ts';
import { menu } from './en/menu.ts';
import { members } from './en/members.ts';
import { officeEnd } from './en/office-end.ts';
import { officeSettings } from './en/office-settings.ts';
import { officeYear } from './en/office-year.ts';
import { office } from './en/office.ts';
import { register } from './en/register.ts';
import { requests } from './en/requests.ts';
import { records } from './en/records.ts';
import { rubric } from './en/rubric.ts';
import { unitFacts } from './en/unit-facts.ts';
import { unit } from './en/unit.ts';
import type { TextKey } from './zh.ts';

/** The same in English. */
export const en: Readonly<Record<TextKey, string>> = {
  ...assess,
  ...common,
  ...evidence,
  ...followUp,
  ...inbox,
  ...layout,
  ...leadBody,
  ...leader,
  ...members,
  ...menu,
  ...office,
  ...officeEnd,
  ...officeSettings,
  ...officeYear,
  ...register,
  ...requests,
  ...records,
  ...rubric,
  ...unitFacts,
  ...unit,
};
