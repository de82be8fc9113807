import { cycle } from '../domain/cycle/cycle.ts';
import { member } from '../domain/people/member.ts';
import { publication } from '../domain/run/run.ts';

export const meView = member.pick({ displayName: true, homeUnit: true, roles: true });

export const cycleView = cycle.omit({ runsOpened: true }).extend({
  published: publication.pick({ run: true, revision: true, at: true, withdrawn: true }).nullable(),
});
