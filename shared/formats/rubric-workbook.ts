export { printCellFaults, type CellFault } from './rubric-workbook/cell-fault.ts';
export { readRubricWorkbook, type ReadRubricWorkbook } from './rubric-workbook/read-rubric-workbook.ts';
export { RubricTooLong, writeRubricWorkbook } from './rubric-workbook/write-rubric-workbook.ts';
