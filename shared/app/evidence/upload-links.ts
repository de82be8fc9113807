import { storageKeys } from '../../contracts/storage-keys.ts';
import type { UploadLink } from '../../contracts/evidence-views.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { EvidenceLinks } from '../../ports/services.ts';

/** A link for each file that has not come yet. */
export async function uploadLinks(
  links: EvidenceLinks,
  of: Evidence,
  seconds: number,
): Promise<UploadLink[]> {
  const waiting = of.files.filter((file) => file.status === 'requested');
  return Promise.all(
    waiting.map(async (file): Promise<UploadLink> => {
      const key = storageKeys.evidenceFile({
        cycle: of.cycle,
        unit: of.unit,
        evidence: of.id,
        file: file.id,
      });
      const { url, headers, expiresAt } = await links.upload(key, file.declared, seconds);
      return {
        file: file.id,
        name: file.declared.name,
        method: 'PUT',
        url,
        headers: { ...headers },
        expiresAt,
      };
    }),
  );
}
