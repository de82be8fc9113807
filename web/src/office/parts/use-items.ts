import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { itemsOf, rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../texts/texts.tsx';

/** The items of the year's rubric, to choose from, each once: schemes may share codes. */
export function useItems(cycle: string): readonly Readonly<{ value: string; label: string }>[] {
  const { of } = useTexts();
  const found = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: () => call(cycleRoutes.getRubric, { params: { cycle } }),
    staleTime: 600_000,
  });
  return useMemo(() => {
    const parsed = rubric.safeParse(found.data);
    const items = (parsed.data?.schemes ?? []).flatMap(itemsOf);
    return [...new Map(items.map((item) => [item.code, item]))].map(([code, item]) => ({
      value: code,
      label: `${code} ${of(item.label)}`,
    }));
  }, [found.data, of]);
}
