/** What can be wrong with a cell of a body's sheet of deductions. Codes are never renamed. */
export const sheetFaultCodes = [
  'unit-unknown',
  'unit-own',
  'points-unclear',
  'points-out-of-range',
  'fact-missing',
  'text-too-long',
  'day-unclear',
  'day-outside-year',
  'link-unclear',
  'row-repeated',
] as const;
export type SheetFaultCode = (typeof sheetFaultCodes)[number];
export type SheetFault = Readonly<{ code: SheetFaultCode; found: string }>;
