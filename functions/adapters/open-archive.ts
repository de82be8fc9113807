import { ifReadable } from '../../shared/domain/evidence/inspect-bytes.ts';
import {
  inspectionLimits,
  inspectionTools,
  type InspectionLimits,
} from '../../shared/domain/evidence/inspect-tools.ts';
import { readZipDirectory } from '../../shared/domain/evidence/inspect-zip.ts';
import { bundleLimits } from '../../shared/domain/evidence-bundle/evidence-bundle.ts';
import type { OpenArchive } from '../../shared/ports/archives.ts';
import { boundedInflate } from './inspection/bounded-inflate.ts';

const limits: InspectionLimits = { ...inspectionLimits, unpackedBytes: bundleLimits.unpackedBytes };

/** Opens an archive by the inspection's own rules: its directory is judged before anything is unpacked. */
export const openArchive: OpenArchive = (bytes) =>
  ifReadable(
    () => {
      const { entries, reasons } = readZipDirectory(bytes, inspectionTools(boundedInflate, limits));
      if (reasons.length > 0) return { ok: false, reasons };
      return {
        ok: true,
        files: entries.map(({ name, size, stored, packed }) => ({
          path: name,
          size,
          bytes: () => {
            const unpacked = stored ? packed : boundedInflate(packed, size);
            return typeof unpacked === 'string' || unpacked.length !== size ? null : unpacked;
          },
        })),
      };
    },
    (error) => ({ ok: false, reasons: [{ code: error.code, params: {} }] }),
  );
