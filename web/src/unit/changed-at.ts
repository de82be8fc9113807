/** A list with another value at one place. (`Array.prototype.with` is younger than the browsers that offices have.) */
export function changedAt<Value>(list: readonly Value[], place: number, value: Value): Value[] {
  return list.map((each, index) => (index === place ? value : each));
}
