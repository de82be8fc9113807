import { readRegisterFile } from '../../../shared/formats/read-register-file.ts';
import type { RegisterFileReader } from '../../../shared/ports/register-files.ts';
import { boundedInflate } from './bounded-inflate.ts';

/** Reads spreadsheets that units made, with Node's decompressor. */
export const readSpreadsheet: RegisterFileReader = (bytes) => readRegisterFile(bytes, boundedInflate);
