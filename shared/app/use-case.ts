import type { BodyOf, OutputOf, ParamsOf, QueryOf } from '../contracts/route.ts';
import type { routes, RouteName } from '../contracts/routes.ts';
import type { Member } from '../domain/people/member.ts';

/** What a use case is told: who calls (already known to hold one of the route's roles), and the call, already parsed. */
export type Call<Name extends RouteName> = Readonly<{
  member: Member;
  /** The `Idempotency-Key` header of routes that create; empty for the others. */
  key: string;
  params: ParamsOf<(typeof routes)[Name]>;
  query: QueryOf<(typeof routes)[Name]>;
  body: BodyOf<(typeof routes)[Name]>;
}>;

/** One thing the product does for a caller. Refuses by throwing a `Refusal`; then nothing has changed. */
export type UseCase<Name extends RouteName> = (call: Call<Name>) => Promise<OutputOf<(typeof routes)[Name]>>;
