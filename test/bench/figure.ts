import * as z from 'zod/mini';

/** What a bench found: a figure, and what it is held against, another program's figure of the same run or a goal. */
export const figure = z.object({
  figure: z.string(),
  value: z.number(),
  unit: z.string(),
  /** Whether less is better or more. */
  better: z.enum(['less', 'more']),
  beside: z.nullable(z.object({ what: z.string(), value: z.number().check(z.positive()) })),
});
export type Figure = z.infer<typeof figure>;

const sent: Promise<void>[] = [];

/** Tells a figure to `npm run bench`, which started this process; a bench that somebody starts by itself has said it in words. */
export function tell(found: Figure): void {
  sent.push(
    new Promise((resolve) => {
      if (process.send === undefined) resolve();
      else process.send(found, undefined, undefined, () => resolve());
    }),
  );
}

/** Waits until all has gone out that was told, for a bench that ends its own process. */
export async function allTold(): Promise<void> {
  await Promise.all(sent);
}
