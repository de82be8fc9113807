import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Changes something, and then reads anew whatever is shown: what one thing moves stands on many screens. */
export function useChange<Given = void, Answer = unknown>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries() });
}
