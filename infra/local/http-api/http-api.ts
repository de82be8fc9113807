import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { FunctionError } from '../lambda/function-error.ts';
import type { Functions } from '../lambda/create-functions.ts';
import type { HttpApiResource } from '../template/deployment.ts';
import { isPreflight, preflightResponse, withCors } from './cors.ts';
import { functionResponse, gatewayResponse, type HttpResponse } from './function-response.ts';
import { createJwtAuthorizer, type Authorization, type JwtAuthorizer } from './jwt-authorizer.ts';
import { newRequestId, requestEvent, type ReceivedRequest } from './request-event.ts';
import { compileRoutes, type RouteMatch } from './route-table.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** API Gateway's limit on a request's body. */
const longestBody = 10 * 1024 * 1024;

/**
 * Answers requests as the HTTP API of a template would: routes, JWT authorizers, payload format 2.0, CORS.
 * @param options.onError told of what the runtime itself could not do; the caller sees a 500
 */
export function createHttpApi(
  api: HttpApiResource,
  options: Readonly<{ invoke: Functions['invoke']; onError: (error: unknown) => void }>,
): RequestHandler {
  const { CorsConfiguration: cors } = api.properties;
  const routes = compileRoutes(api.routes);
  const authorizers = new Map<HttpApiResource['routes'][number]['authorizer'], JwtAuthorizer>();
  for (const { authorizer } of api.routes) {
    if (authorizer !== null) authorizers.set(authorizer, createJwtAuthorizer(authorizer));
  }

  const authorize = async (match: RouteMatch, message: IncomingMessage): Promise<Authorization | null> => {
    const { authorizer, scopes } = match.route;
    const checker = authorizers.get(authorizer);
    if (authorizer === null || checker === undefined) return null;
    return checker.authorize(message.headersDistinct[authorizer.header]?.[0], scopes);
  };

  const handle = async (received: Omit<ReceivedRequest, 'body'>): Promise<HttpResponse> => {
    const { message, path } = received;
    if (!isDecodable(path)) return gatewayResponse(400, 'Bad Request');
    const match = routes.find(message.method ?? '', path);
    if (match === undefined) return gatewayResponse(404, 'Not Found');
    const authorization = await authorize(match, message);
    if (authorization !== null && authorization.outcome !== 'allowed') return refused(authorization);
    const body = await readBody(message);
    if (body === undefined) return gatewayResponse(413, 'Request Entity Too Large', { connection: 'close' });
    const event = requestEvent({ ...received, body }, match, api.id.ref, authorization?.jwt ?? null);
    return callFunction(match, event, options.invoke);
  };

  const answerTo = async (received: Omit<ReceivedRequest, 'body'>): Promise<HttpResponse> => {
    const { origin } = received.message.headers;
    if (isPreflight(cors, received.message)) return preflightResponse(cors, origin);
    return withCors(cors, origin, await handle(received));
  };

  return (message, response) => {
    const [path = '/', ...query] = (message.url ?? '/').split('?');
    const requestId = newRequestId();
    answerTo({ message, path, query: query.join('?'), requestId })
      .catch((error: unknown) => {
        options.onError(error);
        return gatewayResponse(500, 'Internal Server Error');
      })
      .then((answer) => send(response, answer, requestId))
      .catch(options.onError);
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refused({ outcome, reason }: Exclude<Authorization, { outcome: 'allowed' }>): HttpResponse {
  if (outcome === 'forbidden') {
    return gatewayResponse(403, 'Forbidden', { 'www-authenticate': `Bearer scope="" error="${reason}"` });
  }
  const why =
    reason === ''
      ? 'Bearer'
      : `Bearer scope="" error="invalid_token" error_description="${reason.replaceAll('"', "'")}"`;
  return gatewayResponse(401, 'Unauthorized', { 'www-authenticate': why });
}

/** The body, or undefined when it is longer than API Gateway takes. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(message.headers['content-length'] ?? 0) > longestBody) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBody) resolve(undefined);
      else chunks.push(chunk);
    });
    message.once('end', () => resolve(Buffer.concat(chunks)));
    message.once('error', reject);
  });
}

async function callFunction(
  { route }: RouteMatch,
  event: unknown,
  invoke: Functions['invoke'],
): Promise<HttpResponse> {
  const overdue = new AbortController();
  try {
    return await Promise.race([
      invoke(route.functionArn, event).then(functionResponse),
      wait(route.timeoutMs, gatewayResponse(503, 'Service Unavailable'), { signal: overdue.signal }),
    ]);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    if (error.name === 'RequestEntityTooLargeException')
      return gatewayResponse(413, 'Request Entity Too Large');
    if (error.name === 'Lambda.ServiceException') return gatewayResponse(503, 'Service Unavailable');
    return gatewayResponse(500, 'Internal Server Error');
  } finally {
    overdue.abort();
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse, requestId: string): void {
  const bytes = Buffer.from(body);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('apigw-requestid', requestId);
  if (status !== 204 && status !== 304) response.setHeader('content-length', bytes.length);
  response.writeHead(status);
  response.end(bytes);
}
