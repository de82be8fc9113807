import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { LocalRuntimeError } from '../local-runtime-error.ts';

/**
 * The dynoxide program (DynamoDB on SQLite): what BIAOCHI_DYNOXIDE names, else the npm package of this platform, else PATH.
 * @throws LocalRuntimeError `dynamodb-missing`, which says how to get one or what to use instead
 */
export function findDynoxide(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment['BIAOCHI_DYNOXIDE'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw missing(
      `BIAOCHI_DYNOXIDE (${named}) 不是可执行程序`,
      `BIAOCHI_DYNOXIDE (${named}) is not a program`,
    );
  }
  const onPath = (environment['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program));
  const found = [fromPackage(), ...onPath].find(
    (candidate) => candidate !== undefined && isProgram(candidate),
  );
  if (found === undefined)
    throw missing('找不到数据库程序 dynoxide', 'The database program dynoxide was not found');
  return found;
}

const program = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
const packageName = `@dynoxide/${process.platform}-${process.arch}`;

function fromPackage(): string | undefined {
  try {
    return path.join(
      path.dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)),
      program,
    );
  } catch {
    return undefined;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function missing(zh: string, en: string): LocalRuntimeError {
  return new LocalRuntimeError('dynamodb-missing', {
    zh: `${zh}：请运行 npm install ${packageName}，或用 BIAOCHI_DYNOXIDE 指定其路径，或把 AWS_ENDPOINT_URL_DYNAMODB 指向一个 DynamoDB Local。`,
    en: `${en}: run npm install ${packageName}, or name its path in BIAOCHI_DYNOXIDE, or point AWS_ENDPOINT_URL_DYNAMODB at a DynamoDB Local.`,
  });
}
