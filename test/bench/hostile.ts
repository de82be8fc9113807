import { spawn } from 'node:child_process';
import path from 'node:path';

/**
 * What hostile files cost: `npm run bench:hostile`. Each file of the corpora is inspected as evidence or read as a register in one
 * process of its own kind, whose memory is looked at all the while; building the file is not counted.
 */
const child = spawn(process.execPath, ['--expose-gc', path.join(import.meta.dirname, 'hostile-files.ts')], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
