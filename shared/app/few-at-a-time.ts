/** How many records or objects a function works on at once: enough to hide waiting, few enough for one connection pool (50). */
const atOnce = 8;

/**
 * Works on a list a few at a time, in order of the list: who is done takes the next, so that a slow one holds up nobody. Once one has
 * failed, no other is begun.
 * @returns the answers in the order of the list, whatever order they came in
 */
export async function fewAtATime<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  let hasFailed = false;
  const lane = async () => {
    for (const [place, item] of waiting) {
      if (hasFailed) return;
      try {
        answers[place] = await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return answers;
}
