import { fork } from 'node:child_process';
import path from 'node:path';
import { figure, tell } from './figure.ts';

/**
 * What hostile files cost: `npm run bench:hostile`. Each file of the corpora is inspected as evidence or read as a register in one
 * process of its own kind, whose memory is looked at all the while; building the file is not counted.
 */
const child = fork(path.join(import.meta.dirname, 'hostile-files.ts'), { execArgv: ['--expose-gc'] });
child.on('message', (message) => tell(figure.parse(message)));
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
