/** A small real file for the demonstration year, the same bytes every time for the same seed and content. */
export type SampleFile = Readonly<{ bytes: Uint8Array; extension: string; contentType: string }>;

/** Stands, readable, inside every sample file: nobody is to take it for a real document. */
export const demonstrationMark = '演示数据';

/** The moment that all sample files say they were made at; their own clock would make every run different. */
export const madeAt = { utc: '2018-12-31T00:00:00Z', local: '2018-12-31T08:00:00' } as const;
