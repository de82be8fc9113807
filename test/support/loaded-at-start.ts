import { readFileSync } from 'node:fs';
import path from 'node:path';

/** `import{a}from"./b.mjs"`, `import"./b.mjs"` and `export{a}from"./b.mjs"`; not `import("./b.mjs")`, which loads when it is come to. */
const loads = /(?:\bfrom|\bimport) ?"(\.\/[^"]+\.mjs)"/g;

/**
 * The modules of a bundle that are loaded before its first call: the bundle itself, and whatever it and those import by statements.
 * @returns their files
 */
export function loadedAtStart(bundle: string): readonly string[] {
  const found = new Set<string>();
  const waiting = [bundle];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const folder = path.dirname(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(loads))
      waiting.push(path.join(folder, name));
  }
  return [...found];
}
