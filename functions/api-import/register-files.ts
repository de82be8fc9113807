import type { RegisterFileReader, RegisterWorkbooks } from '../../shared/ports/register-files.ts';
import { readSpreadsheet } from '../adapters/inspection/read-spreadsheet.ts';

/** Spreadsheets in and out; what reads and writes them is loaded by the first call that has one. */
export const registerFiles: Readonly<{
  readRegisterFile: RegisterFileReader;
  registerWorkbooks: RegisterWorkbooks;
}> = {
  readRegisterFile: readSpreadsheet,
  registerWorkbooks: {
    mend: async (sheets, madeAt) => (await workbooks()).mendWorkbook(sheets, madeAt),
    register: async (rows, about) => (await workbooks()).registerWorkbook(rows, about),
  },
};

function workbooks() {
  return import('../../shared/report/register-workbooks.ts');
}
