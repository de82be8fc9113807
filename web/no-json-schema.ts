import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** By these modules the library of schemas writes them as JSON schemas, which only the API's documents need. */
const makesJsonSchema = /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/;
const exported = /^export (?:const|function) (\w+)/gm;

/** Leaves out of the console's scripts what they never call: a quarter of the library of schemas. */
export function noJsonSchema(): Plugin {
  return {
    name: 'no-json-schema',
    load: (id) => {
      if (!makesJsonSchema.test(id)) return null;
      const names = [...readFileSync(id, 'utf8').matchAll(exported)].map(([, name = '']) => name);
      return [
        "const none = () => { throw new Error('The console makes no JSON schema'); };",
        ...names.map((name) => `export const ${name} = none;`),
      ].join('\n');
    },
  };
}
