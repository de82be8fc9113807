import * as z from 'zod/mini';
import { member } from '../domain/people/member.ts';

export const meView = z.pick(member, { displayName: true, homeUnit: true, roles: true });
