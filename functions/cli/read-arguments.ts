import { parseArgs, type ParseArgsConfig } from 'node:util';
import { stop } from './files.ts';

/** Reads a program's arguments; one that it does not know ends it with one line that says how it is used. */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node says which argument it is, and what is wrong with it.
    if (error instanceof TypeError) stop(`参数不对：${error.message} / wrong arguments. ${usage}`);
    throw error;
  }
}
