import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type * as z from 'zod/mini';
import { assessmentRoutes } from '../../../shared/contracts/assessment-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { findItem, rubric as rubricShape, schemeFor } from '../../../shared/domain/rubric/rubric.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';

export type UnitToReview = z.output<typeof assessmentRoutes.listToReview.output>['items'][number];
/** A piece that waits, and whether it is one's own unit's. */
export type Waiting = Readonly<{ piece: UnitToReview['waiting'][number]; recused: boolean }>;
export type Given = UnitToReview['given'][number];

/** What waits for the caller in every unit of the year, and what has been given so far. */
export function useToReview(cycle: string) {
  return useWholeList(['to-review', cycle], (after) =>
    call(assessmentRoutes.listToReview, {
      params: { cycle },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
}

/** The rubric's items as they stand for each unit. */
export function useItems(cycle: string) {
  const rubric = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: async () => rubricShape.parse(await call(cycleRoutes.getRubric, { params: { cycle } })),
    staleTime: 600_000,
  });
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const { refetch: rubricAgain } = rubric;
  const { refetch: unitsAgain } = units;
  return useMemo(() => {
    const classes = new Map((units.data?.items ?? []).map((unit) => [unit.id, unit.class]));
    return {
      error: rubric.error ?? units.error,
      isPending: rubric.isPending || units.isPending,
      refetch: () => void Promise.all([rubricAgain(), unitsAgain()]),
      /** Null while it is read, and for a code that the unit's scheme does not have. */
      of: (unit: string, code: string) => {
        const unitClass = classes.get(unit);
        if (rubric.data === undefined || unitClass === undefined) return null;
        const scheme = schemeFor(rubric.data, unitClass);
        return scheme === null ? null : findItem(scheme, code);
      },
    };
  }, [
    rubric.data,
    rubric.error,
    rubric.isPending,
    units.data,
    units.error,
    units.isPending,
    rubricAgain,
    unitsAgain,
  ]);
}

/** The mean of what was given, to two decimals, as people compare it; the exact one is the rubric's to make. Null for nothing. */
export function meanOf(given: readonly Given[]): string | null {
  const points = given.flatMap((each) => (each.points === null ? [] : [Number(each.points)]));
  if (points.length === 0) return null;
  return String(Math.round((points.reduce((sum, each) => sum + each, 0) / points.length) * 100) / 100);
}
