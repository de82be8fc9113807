import { expect, test } from 'vitest';
import { createGuessLimit } from '../../../../infra/local/sign-in/guess-limit.ts';

const limitAt = () => {
  const clock = { at: 1_000_000 };
  return { clock, limit: createGuessLimit(() => clock.at) };
};

test('four wrong passwords are a person who mistypes; the fifth makes the name rest for a minute', () => {
  const { clock, limit } = limitAt();
  for (let number = 0; number < 4; number += 1) limit.wrong('unit-001');
  expect(limit.waitSeconds('unit-001')).toBe(0);
  limit.wrong('unit-001');
  expect(limit.waitSeconds('unit-001')).toBe(60);
  clock.at += 59_001;
  expect(limit.waitSeconds('unit-001')).toBe(1);
  clock.at += 1_000;
  expect(limit.waitSeconds('unit-001')).toBe(0);
});

test('the right password forgets the wrong ones', () => {
  const { limit } = limitAt();
  for (let number = 0; number < 4; number += 1) limit.wrong('unit-001');
  limit.right('unit-001');
  limit.wrong('unit-001');
  expect(limit.waitSeconds('unit-001')).toBe(0);
});

test('one name that rests holds up no other', () => {
  const { limit } = limitAt();
  for (let number = 0; number < 5; number += 1) limit.wrong('unit-001');
  expect(limit.waitSeconds('unit-002')).toBe(0);
});

test('trying ever new names does not fill the memory: the oldest are forgotten', () => {
  const { limit } = limitAt();
  for (let number = 0; number < 5; number += 1) limit.wrong('first');
  for (let number = 0; number < 10_000; number += 1) limit.wrong(`name-${number}`);
  expect(limit.waitSeconds('first')).toBe(0);
});
