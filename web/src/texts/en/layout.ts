import type { layout as zh } from '../zh/layout.ts';

export const layout: Readonly<Record<keyof typeof zh, string>> = {
  backOnline: 'The network is back; what is shown is up to date',
  offline:
    'The network is down. What you have typed is kept on this computer; go on when the network is back.',
  notices: 'Notices',
  dismiss: 'Dismiss',
  confirmReason: 'Reason',
  changedTitle: 'Somebody else has just changed this',
  changedWhy:
    'Since you opened it, somebody else has changed it to what stands below. Yours has not been sent: choose which to keep.',
  changedField: 'What',
  changedTheirs: 'As it is now',
  changedMine: 'Yours',
  changedEmpty: '(empty)',
  changedTake: 'Keep what is there',
  changedPut: 'Send mine again',
  chooseRow: 'Choose {name}',
  chooseAll: 'Choose all',
  chosenCount: '{count} chosen',
  sortBy: 'Sort by {title}',
  listEmpty: 'Nothing fits',
  listCount: '{count} in all',
  download: 'Download',
  stage_before: 'The year {year} opens on {day}; until then it can only be read.',
  stage_closed: 'Entries for {year} closed on {day}. They can be read; the year-end evaluation follows.',
  stage_published: 'The report for {year} has been published. Entries can only be read.',
  stageAssessed:
    'The report for {year} has been published: points and deductions no longer change. You still answer appeals.',
  stageReport: 'Read the report',
  pageFailed: 'This page did not open',
  pageFailedWhy:
    'The network may be down, or the system has just been updated. What you typed is kept; please open the page again.',
  pageReopen: 'Open it again',
  registerRequired: 'Please fill in',
  optional: '{label} (optional)',
};
