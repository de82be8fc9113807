/** What can keep the embedded runtime from starting or from doing something. */
export type LocalRuntimeErrorCode =
  | 'port-busy'
  | 'data-folder-in-use'
  | 'data-folder-damaged'
  | 'data-folder-unwritable'
  | 'disk-full'
  | 'dynamodb-missing'
  | 'dynamodb-failed'
  | 'table-changed'
  | 'assembly-missing'
  | 'template-unsupported'
  | 'template-invalid'
  | 'schedule-unknown'
  | 'function-unknown';

/**
 * Why the embedded runtime cannot start or do something, as one line for the person at the terminal: Chinese first,
 * then English, each saying what to do next.
 */
export class LocalRuntimeError extends Error {
  override readonly name = 'LocalRuntimeError';
  readonly code: LocalRuntimeErrorCode;

  constructor(code: LocalRuntimeErrorCode, text: Readonly<{ zh: string; en: string }>, cause?: unknown) {
    super(oneLine(`${text.zh} / ${text.en}`), cause === undefined ? {} : { cause });
    this.code = code;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ');
}

/** The code that an error carries (`ENOSPC`, `EADDRINUSE` … from the operating system, a service's own name), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns what the file system and the network refuse into a line that says what to do; anything else comes back unchanged. */
export function explainSystemError(error: unknown, place: string): Error {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new LocalRuntimeError(
        'disk-full',
        {
          zh: `磁盘已满，无法写入 ${place}：请腾出空间后再启动。`,
          en: `The disk is full, ${place} cannot be written: free some space and start again.`,
        },
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new LocalRuntimeError(
        'data-folder-unwritable',
        {
          zh: `没有权限写入 ${place}：请检查权限，或用 -- --data 另选数据目录。`,
          en: `No permission to write ${place}: check its permissions, or choose another data folder with -- --data DIR.`,
        },
        error,
      );
    case 'EADDRINUSE':
      return new LocalRuntimeError(
        'port-busy',
        {
          zh: `${place} 已被其他程序占用：请关闭它，或用 -- --port 换一个端口。`,
          en: `${place} is in use by another program: stop it, or choose another port with -- --port N.`,
        },
        error,
      );
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}
