import type { ReactNode } from 'react';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';

type List<Item> = Readonly<{
  items: readonly Item[];
  isPending: boolean;
  isWhole: boolean;
  error: Error | null;
  refetch: () => void;
}>;

/** A list that may still be on its way: what has come of it, and what to do where there is nothing. */
export function FoundList<Item>(props: {
  of: List<Item>;
  none: Readonly<{ title: string; why: string }>;
  children: (items: readonly Item[]) => ReactNode;
}) {
  const { of, none, children } = props;
  return (
    <>
      {of.error !== null && <Failed error={of.error} retry={of.refetch} />}
      {of.isPending && of.error === null && <Loading />}
      {of.isWhole && of.items.length === 0 && <Nothing {...none} />}
      {of.items.length > 0 && children(of.items)}
    </>
  );
}
