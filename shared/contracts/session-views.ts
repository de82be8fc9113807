import * as z from 'zod/mini';
import { cycle } from '../domain/cycle/cycle.ts';
import { publication } from '../domain/run/run.ts';

export const cycleView = z.extend(z.omit(cycle, { runsOpened: true }), {
  published: z.nullable(z.pick(publication, { run: true, revision: true, at: true, withdrawn: true })),
});
