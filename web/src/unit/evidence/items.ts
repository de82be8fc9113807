import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { bilingual } from '../../../../shared/domain/values.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../texts/texts.tsx';

/** Of the rubric, what a choice of items needs. */
const shape = z.object({
  schemes: z.array(
    z.object({
      parts: z.array(
        z.object({
          items: z.array(
            z.object({
              code: z.string(),
              label: bilingual,
              evidence: z.enum(['none', 'optional', 'required']),
              rule: z.object({ kind: z.string() }),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type RubricItem = Readonly<{
  code: string;
  label: string;
  takesEvidence: boolean;
  /** Its evidence says which kind of channel it shows, where and when. */
  countsChannels: boolean;
}>;

/** The items of the year's rubric, each once, in its order. */
export function useItems(cycle: string) {
  const { of: say } = useTexts();
  const found = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: async () => shape.parse(await call(cycleRoutes.getRubric, { params: { cycle } })),
    staleTime: 600_000,
  });
  return useMemo((): readonly RubricItem[] => {
    const all = (found.data?.schemes ?? []).flatMap(({ parts }) => parts).flatMap(({ items }) => items);
    const byCode = new Map(
      all.map(({ code, label, evidence, rule }) => [
        code,
        {
          code,
          label: say(label),
          takesEvidence: evidence !== 'none',
          countsChannels: rule.kind === 'count',
        },
      ]),
    );
    return [...byCode.values()];
  }, [found.data, say]);
}
