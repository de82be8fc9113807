/**
 * Makes something at the first asking and keeps it: what only some calls need is loaded by the first of them, and not before every
 * function's first call. What could not be made is tried again at the next asking.
 */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
