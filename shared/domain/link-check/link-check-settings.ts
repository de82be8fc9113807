import * as z from 'zod/mini';
import { cycleId, instant } from '../values.ts';

/** A domain name in lower case with at least one dot: never an address in numbers, and never a name of the local network. */
const domain = z
  .string()
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(253),
    z.regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/),
  );

/** Which domains' links are looked at, with all below them. None: no link is looked at. */
export const linkCheckSettings = z.strictObject({
  cycle: cycleId,
  domains: z.array(domain).check(z.maxLength(50)),
  changedAt: instant,
});
export type LinkCheckSettings = z.infer<typeof linkCheckSettings>;

/** Whether an address lies in one of the domains. What a browser would not open as a web page never does. */
export function isInDomains(url: URL, domains: readonly string[]): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  const host = url.hostname.replace(/\.$/, '');
  return domains.some((each) => host === each || host.endsWith(`.${each}`));
}
