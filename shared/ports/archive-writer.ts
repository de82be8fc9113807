/** One file of an archive. */
export type ArchiveEntry = Readonly<{ path: string; body: Uint8Array }>;

/** Packs files into one ZIP archive. The same files in the same order give the same bytes. */
export type ArchiveWriter = (entries: readonly ArchiveEntry[]) => Uint8Array;
