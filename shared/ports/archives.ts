import type { QuarantineReason } from '../domain/evidence/inspection.ts';

/** A file of an archive; its bytes are unpacked when they are asked for, and not kept. Null: it does not unpack to what it says. */
export type ArchivedFile = Readonly<{ path: string; size: number; bytes: () => Uint8Array | null }>;

/** Opens a ZIP file that somebody sent. Never throws on any bytes: what cannot be opened safely says why. */
export type OpenArchive = (
  bytes: Uint8Array,
) =>
  | Readonly<{ ok: true; files: readonly ArchivedFile[] }>
  | Readonly<{ ok: false; reasons: readonly QuarantineReason[] }>;
