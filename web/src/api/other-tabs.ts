import type { QueryClient } from '@tanstack/react-query';

const channel = new BroadcastChannel('biaochi-changes');

/** The browser's other tabs hear that this one has changed something. */
export function tellOtherTabs(): void {
  channel.postMessage('changed');
}

/** What another tab has changed is read anew here, so that two tabs never show two states of one thing. */
export function hearOtherTabs(queries: QueryClient): void {
  channel.addEventListener('message', () => void queries.invalidateQueries());
}
