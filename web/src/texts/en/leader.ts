import type { leader as zh } from '../zh/leader.ts';

export const leader: Readonly<Record<keyof typeof zh, string>> = {
  leaderTitle: '{year}: the year on a page',
  leaderPublished: 'By the published result, frozen {at}.',
  leaderToday: 'By the records of {day}; nothing is published yet.',
  leaderNone: 'It fills once the year has units.',
  leaderHow:
    'Mean and median are of units’ totals; an item’s share is what the county got of what could be had, without deductions and bonuses.',
  print: 'Print',
  figMean: 'Mean',
  figMedian: 'Median',
  figHighest: 'Highest',
  figLowest: 'Lowest',
  figLastYear: 'last year {value}',
  distTitle: 'Distribution (units)',
  distTenth: '{count} units from {from} to {to}',
  distBefore: 'last year',
  weakTitle: 'Weak items (share of points)',
  weakZero: '{atZero} of {units} units have nothing',
  classesTitle: 'Classes',
  moversTitle: 'Since last year',
  moversNone: 'No result of last year is published.',
  moversUp: 'Up most',
  moversDown: 'Down most',
  moversNobody: 'nobody',
  moverLine: 'rank {before} → {after}, {total} points',
};
