import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

type Page<Item> = Readonly<{ items: readonly Item[]; next: string | null }>;

/** A whole list, page after page: what has come so far can be shown while the rest is on its way. */
export function useWholeList<Item>(
  key: readonly string[],
  read: (after: string | undefined) => Promise<Page<Item>>,
) {
  const found = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const { hasNextPage, isFetching, error, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  return {
    items: (found.data?.pages ?? []).flatMap(({ items }) => items),
    isPending: found.isPending,
    isWhole: !hasNextPage && found.data !== undefined && error === null,
    error,
    refetch: () => void found.refetch(),
  };
}
