import type { ReactNode } from 'react';
import { Failed, Loading } from '../../layout/states.tsx';

type Query<Data> = Readonly<{ data: Data | undefined; error: Error | null; refetch: () => unknown }>;

/** What was asked for, or in its place that it is being read, or what went wrong and how to try again. */
export function Found<Data>({ of, children }: { of: Query<Data>; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <Failed error={of.error} retry={() => void of.refetch()} />;
  return <Loading />;
}
