/**
 * The audit streams that a year's package holds: what points and decisions rest on. Left out are requests, contacts and inboxes, which
 * are about persons, plans and letters, on which no points rest, and who took what out.
 */
const packed = /^\d{4}\/(?:office|runs|rubrics|(?:unit|body|appeals)\/.+)$/;

/** Whether a package holds a stream's chain. Free of any library, since a published program asks it. */
export function isPackedStream(stream: string): boolean {
  return packed.test(stream);
}
