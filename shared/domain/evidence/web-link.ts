import * as z from 'zod/mini';
import { line, webAddress } from '../values.ts';

/** A page that shows the thing itself, such as a post that cannot be sent as a file. Nobody fetches it but a reviewer. */
export const webLink = z.strictObject({ url: webAddress, title: z.nullable(line) });
