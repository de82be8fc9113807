import { readFileSync } from 'node:fs';

/**
 * The text of a script that was bundled beside the function's own code (infra/constructs/bundled-scripts.ts).
 * @param beside the function's `import.meta.url`
 */
export function bundledScript(name: 'verify.js' | 'verify.mjs', beside: string): string {
  return readFileSync(new URL(name, beside), 'utf8');
}
