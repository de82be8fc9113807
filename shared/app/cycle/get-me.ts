import type { UseCase } from '../use-case.ts';

export function getMe(): UseCase<'getMe'> {
  return ({ member }) => {
    const { displayName, homeUnit, roles } = member;
    return Promise.resolve({ displayName, homeUnit, roles });
  };
}
