import type * as z from 'zod/mini';
import { Unreachable } from './call.ts';

/**
 * A file of a year's published report, which anybody may read, at its own address.
 * @returns null where no report of the year is shown
 * @throws Unreachable where no answer comes, or none that can be understood
 */
export async function readPublished<Schema extends z.ZodMiniType>(
  cycle: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    const answer = await fetch(`/reports/${cycle}/${file}`);
    if (answer.status === 404 || answer.status === 410) return null;
    const read = answer.ok ? schema.safeParse(await answer.json()) : null;
    if (read?.success === true) return read.data;
  } catch {
    throw new Unreachable();
  }
  throw new Unreachable();
}
