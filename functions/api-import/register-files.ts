import { readRegisterFile } from '../../shared/formats/read-register-file.ts';
import type { RegisterFileReader, RegisterWorkbooks } from '../../shared/ports/register-files.ts';
import { mendWorkbook, registerWorkbook } from '../../shared/report/register-workbooks.ts';
import { boundedInflate } from '../adapters/inspection/bounded-inflate.ts';

/** Spreadsheets in and out, with Node's decompressor. */
export const registerFiles: Readonly<{
  readRegisterFile: RegisterFileReader;
  registerWorkbooks: RegisterWorkbooks;
}> = {
  readRegisterFile: (bytes) => readRegisterFile(bytes, boundedInflate),
  registerWorkbooks: { mend: mendWorkbook, register: registerWorkbook },
};
