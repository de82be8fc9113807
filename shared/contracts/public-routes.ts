import * as z from 'zod/mini';
import { defineRoute, noBody, nothing } from './route.ts';

/** What anybody may call. */
export const publicRoutes = {
  getOpenApi: defineRoute({
    area: 'public',
    method: 'GET',
    path: '/api/openapi.json',
    status: 200,
    audience: 'public',
    repeatable: 'read',
    summary: { zh: '接口说明（OpenAPI 3.1）', en: 'This document (OpenAPI 3.1)' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: z.unknown(),
    refusals: [],
  }),
} as const;
