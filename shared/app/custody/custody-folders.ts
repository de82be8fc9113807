/** Where the parts of the package lie. */
export const custodyFolders = {
  report: 'report',
  record: 'record',
  evidence: 'evidence',
  heads: 'heads',
  audit: 'audit',
} as const;
