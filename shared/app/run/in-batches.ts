/** Units to a batch: 100 batches' events stay far below Step Functions' 25,000, and one batch fits a function's minute. */
const unitsPerBatch = 100;

/** The batches in which a run's steps go over its units, in their order. */
export function inBatches<Unit>(units: readonly Unit[]): Unit[][] {
  const batches: Unit[][] = [];
  for (let start = 0; start < units.length; start += unitsPerBatch)
    batches.push(units.slice(start, start + unitsPerBatch));
  return batches;
}
