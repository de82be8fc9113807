import type { FunctionName } from '../../shared/contracts/functions.ts';

/** Memory in MB (Lambda gives processor time in proportion: 1,769 MB is one whole processor) and time limit in seconds. */
export type FunctionSize = Readonly<{
  memory: number;
  timeout: number;
  /** Of its own disk, in MB; Lambda gives 512. */
  disk?: number;
}>;

/** Reads and writes a few records: the table's answer is what takes time. */
const records: FunctionSize = { memory: 512, timeout: 30 };
/** Answers a person; API Gateway gives up at 30 s, so the function must have said why before. */
const api: FunctionSize = { memory: 512, timeout: 25 };
/** Turns 100 units' records into one object, or back. */
const batch: FunctionSize = { memory: 1024, timeout: 120 };
/** Holds a whole year in memory at once, on a whole processor. */
const year: FunctionSize = { memory: 1769, timeout: 300 };

/** The size of each function. */
export const functionSizes: Readonly<Record<FunctionName, FunctionSize>> = {
  'api-cycle': api,
  'api-people': api,
  'api-register': api,
  // Takes 10,000 rows of a workbook apart, which is the processor's work.
  'api-import': { memory: 1769, timeout: 25 },
  'api-evidence': api,
  // Unpacks a ZIP file of 100 MB while its caller waits.
  'api-evidence-bundle': { memory: 1769, timeout: 25 },
  'api-assessment': api,
  'api-lead-body': api,
  'api-appeals': api,
  'api-requests': api,
  // Inspects a scan of up to 10 MB while its caller waits.
  'api-contacts': { memory: 1769, timeout: 25 },
  // Reads and scores every unit of a county for one page, which is the processor's work.
  'api-standing': { memory: 1769, timeout: 25 },
  // For an admin's reminder it reads every unit, as the page of their standing does.
  'api-inbox': { memory: 1769, timeout: 25 },
  // A dry run reads and scores every unit of a county while its caller waits.
  'api-run': { memory: 1769, timeout: 25 },
  // Holds and writes tens of thousands of entries while its caller waits.
  'api-audit': { memory: 1769, timeout: 25 },
  // Sets a problem letter or a circular while its caller waits; the font alone is 30 MB.
  'api-documents': { memory: 1769, timeout: 25 },
  'api-public': api,
  // Reads files of up to 100 MB whole, to hash them and to look inside archives.
  'event-inspect-evidence': { memory: 1769, timeout: 120 },
  // Waits for other people's servers, one after the other, for as long as Lambda lets it; uses little else.
  'event-check-links': { memory: 512, timeout: 900 },
  // Waits for the inspection of one small file, which a virus scanner may keep for minutes; uses little else.
  'event-check-service': { memory: 512, timeout: 300 },
  // Reads a whole year, some 25,000 objects and chains of 5,000 units, and lays a package of up to 4 GiB on its own disk.
  'event-make-custody-package': { memory: 1769, timeout: 900, disk: 5120 },
  // Goes over one year's forms, some 64, and only in the night their time is over.
  'event-remove-contacts': { memory: 512, timeout: 300 },
  // Reads some thousand heads and what came since the last time, for the most part nothing.
  'event-sign-heads': { memory: 512, timeout: 240 },
  // As the inspection, and goes over every unit's records.
  'event-sweep-evidence': { memory: 1769, timeout: 900 },
  // Reads and scores every unit of a county, as the page of their standing does.
  'event-send-reminders': { memory: 1769, timeout: 300 },
  // Reads the evidence of every unit of the year, eight at a time.
  'event-measure-office': { memory: 512, timeout: 300 },
  // Reads every ledger of every year, some 64 units each, eight at a time.
  'event-remove-applicants': { memory: 512, timeout: 300 },
  'task-open-run': records,
  'task-ask-body': records,
  'task-pass-over-body': records,
  // Closes the streams of the office and of every body, one transaction each.
  'task-plan-freeze': { memory: 512, timeout: 60 },
  'task-freeze-batch': batch,
  'task-seal-inputs': year,
  'task-derive-inputs': year,
  'task-score-batch': batch,
  'task-rank-units': year,
  // Sets every page of the printed report: some 150 pages for a county of 64 units.
  'task-render-documents': { memory: 3008, timeout: 600 },
  'task-render-report': year,
  // Reads every file of the report back and hashes it before it lets readers see them.
  'task-publish-report': year,
  'task-ask-sign-off': records,
  'task-ask-repair': records,
  'task-go-on': { memory: 512, timeout: 60 },
  'task-end-run': records,
  // Up to 2,000 members and 1,000 units, 98 records to a transaction.
  'setup-load-cycle': { memory: 512, timeout: 60 },
};
