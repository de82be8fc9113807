import path from 'node:path';
import { parseArgs } from 'node:util';

export type StartOptions = Readonly<{
  fresh: boolean;
  empty: boolean;
  once: boolean;
  help: boolean;
  port: number;
  dataDir: string;
  seed: string;
  /** A folder that `npm run cycle:export` made: begin with what is in it. */
  restore: string | null;
}>;

/** A flag that cannot be understood, as one line that says what to do. */
export class WrongFlag extends Error {
  override readonly name = 'WrongFlag';
}

export const helpText = `npm start -- [选项 options]
  --fresh       重新开始：删除数据目录 / start over: the data folder is removed
  --empty       只载入年度，不演示 / load the cycle without the demonstration year
  --once        报告公布后退出 / exit when the report is published
  --port N      网页端口，上传端口为 N+1（默认 8018）/ the port of the pages, uploads use N+1 (default 8018)
  --data DIR    数据目录（默认 .biaochi）/ the data folder (default .biaochi)
  --seed TEXT   演示数据的种子 / seed of the demonstration data
  --restore DIR 从导出的年度开始，不演示 / begin with an exported year, without the demonstration
  --help        显示本说明 / this text`;

/** @throws WrongFlag */
export function readOptions(args: readonly string[], cwd: string): StartOptions {
  const { values } = parsed(args);
  const port = Number(values.port ?? '8018');
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new WrongFlag(
      `--port 要填 1 到 65534 的整数，收到“${values.port ?? ''}”。 / --port takes a number from 1 to 65534.`,
    );
  }
  if (values.empty && values.once) {
    throw new WrongFlag(
      '--empty 和 --once 不能同时用：--empty 不会公布报告。 / --empty and --once exclude each other: with --empty no report is published.',
    );
  }
  if (values.restore !== undefined && (values.empty === true || values.once === true)) {
    throw new WrongFlag(
      '--restore 不能和 --empty、--once 同时用：恢复的年度已有内容。 / --restore excludes --empty and --once: a restored year has its content.',
    );
  }
  return {
    fresh: values.fresh ?? false,
    empty: values.empty ?? false,
    once: values.once ?? false,
    help: values.help ?? false,
    port,
    dataDir: path.resolve(cwd, values.data ?? '.biaochi'),
    seed: values.seed ?? '2018',
    restore: values.restore === undefined ? null : path.resolve(cwd, values.restore),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        empty: { type: 'boolean' },
        once: { type: 'boolean' },
        help: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
        restore: { type: 'string' },
      },
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new WrongFlag(
      `看不懂的选项（${said}）。可用的选项见 npm start -- --help。 / An option is not understood (${said}). See npm start -- --help.`,
    );
  }
}
