import { zipSync } from 'fflate';
import type { ArchiveWriter } from '../../shared/ports/archive-writer.ts';

/** The first day that the format can state: an archive says nothing of when it was packed, so that it is the same each time. */
const noTime = new Date(1980, 0, 1);

/** ZIP archives by fflate. */
export const zipArchive: ArchiveWriter = (entries) =>
  zipSync(Object.fromEntries(entries.map(({ path, body }) => [path, [body, { mtime: noTime, level: 6 }]])));
