/** How many are worked on ahead: enough to hide waiting, few enough to hold. */
const ahead = 8;

/** Works on a list a few at a time and hands the answers on one after the other, in the order of the list. */
export async function* oneByOne<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  for (let start = 0; start < items.length; start += ahead) {
    yield* await Promise.all(items.slice(start, start + ahead).map(work));
  }
}
