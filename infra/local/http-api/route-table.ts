import type { HttpApiRoute } from '../template/deployment.ts';

export type RouteMatch = Readonly<{ route: HttpApiRoute; pathParameters: Readonly<Record<string, string>> }>;

export type RouteTable = Readonly<{
  /**
   * The most specific route for a request, as API Gateway chooses: among the routes that take the method, a literal
   * segment before `{name}` before `{name+}`, a named method before ANY, and `$default` when nothing else fits.
   * @param path as requested, still percent-encoded
   * @throws URIError for a path that is not valid percent-encoding
   */
  find: (method: string, path: string) => RouteMatch | undefined;
}>;

type Compiled = Readonly<{ route: HttpApiRoute; method: string; segments: readonly string[]; rank: string }>;

export function compileRoutes(routes: readonly HttpApiRoute[]): RouteTable {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  return {
    find: (method, path) => {
      const requested = segmentsOf(path);
      for (const candidate of compiled) {
        if (candidate.method !== 'ANY' && candidate.method !== method) continue;
        const pathParameters = matchSegments(candidate.segments, requested);
        if (pathParameters !== undefined) return { route: candidate.route, pathParameters };
      }
      return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
    },
  };
}

function compile(route: HttpApiRoute): Compiled {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = segmentsOf(path);
  // Sorts letter by letter: 0 literal, 1 variable, 2 greedy; then 0 a named method, 1 ANY.
  const rank = segments
    .map((segment) => (isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0'))
    .join('');
  return { route, method, segments, rank: `${rank}${method === 'ANY' ? '1' : '0'}` };
}

function matchSegments(
  pattern: readonly string[],
  requested: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    if (isGreedy(segment)) {
      const rest = requested.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[segment.slice(1, -2)] = decodeURIComponent(rest);
      return parameters;
    }
    const value = requested[index];
    if (value === undefined) return undefined;
    if (isVariable(segment)) {
      if (value === '') return undefined;
      parameters[segment.slice(1, -1)] = decodeURIComponent(value);
    } else if (segment !== decodeURIComponent(value)) {
      return undefined;
    }
  }
  return pattern.length === requested.length ? parameters : undefined;
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\//u, '').split('/');
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

function isGreedy(segment: string): boolean {
  return isVariable(segment) && segment.endsWith('+}');
}
