/**
 * A file that stops in the middle or contradicts itself. Parsers throw it from any depth; `ifReadable` is the one place
 * that catches it.
 */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly code: 'truncated' | 'damaged';

  constructor(code: 'truncated' | 'damaged') {
    super(`the file is ${code}`);
    this.code = code;
  }
}

/** What `work` makes of a file, or of a part of it, and what stands in for it when it cannot be read. */
export function ifReadable<Result>(work: () => Result, otherwise: (error: Unreadable) => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unreadable) return otherwise(error);
    throw error;
  }
}

export type ByteOrder = 'big' | 'little';

/** Reads numbers and slices of a file that somebody else made. @throws Unreadable `truncated` beyond the end. */
export class ByteView {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    this.#require(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number, order: ByteOrder): number {
    this.#require(at, 2);
    return this.#view.getUint16(at, order === 'little');
  }

  u32(at: number, order: ByteOrder): number {
    this.#require(at, 4);
    return this.#view.getUint32(at, order === 'little');
  }

  /** An unsigned number of 64 bits. What does not fit a double exactly lies beyond the end of every file. */
  u64(at: number, order: ByteOrder): number {
    this.#require(at, 8);
    return Number(this.#view.getBigUint64(at, order === 'little'));
  }

  slice(at: number, length: number): Uint8Array {
    this.#require(at, length);
    return this.bytes.subarray(at, at + length);
  }

  /** Bytes as characters, one each: for marks and names that are ASCII. */
  ascii(at: number, length: number): string {
    return asciiOf(this.slice(at, length));
  }

  #require(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.length)) throw new Unreadable('truncated');
  }
}

/** Bytes as characters, one each. For short pieces: the cost is a string per byte. */
export function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * Where an ASCII text first stands in `bytes`, from `from` up to but not beyond `to`; -1 when it does not. A plain loop:
 * the built-in search is faster on most files, and 30 times slower on one full of the text's first letter.
 */
export function indexOfAscii(bytes: Uint8Array, text: string, from = 0, to = bytes.length): number {
  const first = text.charCodeAt(0);
  const last = Math.min(to, bytes.length) - text.length;
  for (let at = from; at <= last; at += 1) {
    if (bytes[at] === first && startsWithAscii(bytes, text, at)) return at;
  }
  return -1;
}

/** Whether an ASCII text stands at `at`. */
export function startsWithAscii(bytes: Uint8Array, text: string, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
