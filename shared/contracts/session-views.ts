import { cycle } from '../domain/cycle/cycle.ts';
import { publication } from '../domain/run/run.ts';

export const cycleView = cycle.omit({ runsOpened: true }).extend({
  published: publication.pick({ run: true, revision: true, at: true, withdrawn: true }).nullable(),
});
