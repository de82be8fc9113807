/** The query of the next page of a list, as large as it may be. */
export function pageAfter(after: string | undefined): { limit: number; after?: string } {
  return { limit: 200, ...(after === undefined ? {} : { after }) };
}
