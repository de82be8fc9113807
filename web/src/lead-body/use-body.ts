import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { handInRoutes } from '../../../shared/contracts/hand-in-routes.ts';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import { call, Refused } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';

export type Place = Readonly<{ cycle: string; body: string }>;
export type Deduction = z.output<typeof deductionRoutes.listDeductions.output>['items'][number];
export type Plan = z.output<typeof planRoutes.getWorkPlan.output>;

export function useDeductions(place: Place) {
  return useWholeList(['body', place.cycle, place.body, 'deductions'], (after) =>
    call(deductionRoutes.listDeductions, {
      params: place,
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
}

export function usePlan(place: Place) {
  return useQuery({
    queryKey: ['body', place.cycle, place.body, 'plan'],
    queryFn: () => call(planRoutes.getWorkPlan, { params: place }),
  });
}

export function useHandIn(place: Place) {
  return useQuery({
    queryKey: ['body', place.cycle, place.body, 'hand-in'],
    queryFn: () => call(handInRoutes.getHandIn, { params: place }),
  });
}

/** Changes something of the body; then everything of it is read anew. */
export function useChange<Given, Answer>(
  { cycle, body }: Place,
  change: (given: Given) => Promise<Answer>,
  done: (answer: Answer) => void = () => undefined,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      done(answer);
      return queries.invalidateQueries({ queryKey: ['body', cycle, body] });
    },
    // Somebody has written meanwhile: what they wrote is shown, and what is typed here stays.
    onError: (error) =>
      error instanceof Refused && error.problem.code === 'changed-meanwhile'
        ? queries.invalidateQueries({ queryKey: ['body', cycle, body] })
        : undefined,
  });
}
