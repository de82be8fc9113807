/** One file of an archive. */
export type ArchiveEntry = Readonly<{ path: string; body: Uint8Array }>;

/**
 * Packs files into one ZIP archive as they come, holding none of them. The same files in the same order give the same bytes.
 * @param at the one time that the archive states
 */
export type ArchiveWriter = (entries: AsyncIterable<ArchiveEntry>, at: Date) => AsyncIterable<Uint8Array>;

/** Keeps a file that is too large to be held, as it is made. */
export type LargeFiles = Readonly<{
  write: (
    key: string,
    body: AsyncIterable<Uint8Array>,
    contentType: string,
  ) => Promise<Readonly<{ size: number; sha256: string }>>;
}>;
