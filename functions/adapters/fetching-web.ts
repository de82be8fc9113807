import type { Web } from '../../shared/ports/web.ts';

/** Nobody waits longer for a page. */
const limitMs = 20_000;

/** The web by the runtime's own `fetch`. What breaks on the way is no answer. */
export function fetchingWeb(): Web {
  const asked = async (url: string, init: RequestInit): Promise<Response | null> => {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.timeout(limitMs) });
    } catch {
      return null;
    }
  };
  return {
    put: async (url, headers, body) => {
      const answer = await asked(url, { method: 'PUT', headers, body: Buffer.from(body) });
      await answer?.body?.cancel();
      return answer?.status ?? null;
    },
    get: async (url) => {
      const answer = await asked(url, {});
      if (answer?.ok !== true) {
        await answer?.body?.cancel();
        return null;
      }
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}
