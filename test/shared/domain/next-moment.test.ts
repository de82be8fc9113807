import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextMoment } from '../../../shared/domain/next-moment.ts';

const moments = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((each) => each.toISOString());

test('a record’s changes are later one than the other, whether the clock goes on, stands or is put back', () => {
  fc.assert(
    fc.property(moments, moments, (now, before) => {
      const next = nextMoment(now, before);
      expect(next > before).toBe(true);
      expect(next >= now).toBe(true);
      if (now > before) expect(next).toBe(now);
    }),
  );
});
