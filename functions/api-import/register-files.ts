import type { RegisterFileReader, RegisterWorkbooks } from '../../shared/ports/register-files.ts';
import { mendWorkbook, registerWorkbook } from '../../shared/report/register-workbooks.ts';
import { readSpreadsheet } from '../adapters/inspection/read-spreadsheet.ts';

/** Spreadsheets in and out. */
export const registerFiles: Readonly<{
  readRegisterFile: RegisterFileReader;
  registerWorkbooks: RegisterWorkbooks;
}> = {
  readRegisterFile: readSpreadsheet,
  registerWorkbooks: { mend: mendWorkbook, register: registerWorkbook },
};
