import { member } from '../domain/people/member.ts';

export const meView = member.pick({ displayName: true, homeUnit: true, roles: true });
