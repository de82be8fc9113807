import type { RegisterFileReader } from '../../../shared/ports/register-files.ts';

/** Reads spreadsheets that units made, with Node's decompressor; what reads them is loaded by the first. */
export const readSpreadsheet: RegisterFileReader = async (bytes) => {
  const [{ readRegisterFile }, { boundedInflate }] = await Promise.all([
    import('../../../shared/formats/read-register-file.ts'),
    import('./bounded-inflate.ts'),
  ]);
  return readRegisterFile(bytes, boundedInflate);
};
