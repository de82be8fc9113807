import type { BodyOf, OutputOf, ParamsOf, QueryOf, RouteShape } from '../contracts/route.ts';
import type { routes, RouteName } from '../contracts/routes.ts';
import type { Member } from '../domain/people/member.ts';

/** What a use case is told: who calls (already known to hold one of the route's roles), and the call, already parsed. */
export type CallOf<Shape extends RouteShape> = Readonly<{
  member: Member;
  /** The `Idempotency-Key` header of routes that create; empty for the others. */
  key: string;
  params: ParamsOf<Shape>;
  query: QueryOf<Shape>;
  body: BodyOf<Shape>;
}>;

export type Call<Name extends RouteName> = CallOf<(typeof routes)[Name]>;

/** One thing the product does for a caller. Refuses by throwing a `Refusal`; then nothing has changed. */
export type UseCaseOf<Shape extends RouteShape> = (call: CallOf<Shape>) => Promise<OutputOf<Shape>>;
export type UseCase<Name extends RouteName> = UseCaseOf<(typeof routes)[Name]>;
