/** How many records or objects a function works on at once: enough to hide waiting, few enough for one connection pool (50). */
const sideBySide = 8;

/**
 * Works on a list a few at a time, in order of the list.
 * @returns the answers in the order of the list, whatever order they came in
 */
export async function inSlices<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += sideBySide) {
    answers.push(...(await Promise.all(items.slice(start, start + sideBySide).map(work))));
  }
  return answers;
}
