import type { ArchiveEntry, ArchiveWriter } from '../../shared/ports/archive-writer.ts';
import { zipStream, type ZipEntry } from '../../shared/report/zip-stream.ts';

/** ZIP archives, written as their files come. */
export const zipArchive: ArchiveWriter = (entries, at) => zipStream(zipEntries(entries), at);

async function* zipEntries(entries: AsyncIterable<ArchiveEntry>): AsyncGenerator<ZipEntry> {
  for await (const { path, body } of entries) yield { path, content: [body] };
}
