import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { edgeSecretHeader, viewerAddressHeader } from '../../shared/contracts/edge.ts';

const address = z.union([z.ipv4(), z.ipv6()]);
const seenByGateway = z.object({ http: z.object({ sourceIp: address }) });

/**
 * Where a call came from: where API Gateway saw it come from; or, of a call that shows the edge's secret, where the edge did, which is who
 * called, since the gateway saw the edge. Nothing else that a header says is believed: anybody could write it.
 * @param secret what the edge shows; null where nothing stands in front of the API
 */
export function calledFrom(event: APIGatewayProxyEventV2, secret: string | null): string | null {
  const shown = event.headers[edgeSecretHeader];
  if (secret !== null && shown !== undefined && isSame(shown, secret)) {
    const viewer = address.safeParse(event.headers[viewerAddressHeader]);
    if (viewer.success) return viewer.data;
  }
  const seen = seenByGateway.safeParse(event.requestContext);
  return seen.success ? seen.data.http.sourceIp : null;
}

/** Takes the same time whatever differs. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
