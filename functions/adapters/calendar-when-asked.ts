import { once } from './once.ts';

/** China's working days, as the State Council's notices have them; loaded by the first call that counts any. */
export const calendarWhenAsked = once(async () => {
  const { stateCouncilCalendar } = await import('../../shared/formats/state-council-calendar.ts');
  return stateCouncilCalendar();
});
