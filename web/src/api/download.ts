import { evidenceRoutes } from '../../../shared/contracts/evidence-routes.ts';
import { call } from './call.ts';

/** A link lives for minutes: it is asked for when it is wanted, and the store then saves the file under its real name. */
export function save(link: Readonly<{ url: string }>): void {
  window.location.assign(link.url);
}

type EvidenceFile = Readonly<{ cycle: string; unit: string; evidence: string; file: string }>;

/** Saves a file of a piece of evidence. @throws Refused, SignedOut or Unreachable */
export async function saveEvidenceFile(params: EvidenceFile): Promise<void> {
  save(await call(evidenceRoutes.getDownloadLink, { params }));
}
