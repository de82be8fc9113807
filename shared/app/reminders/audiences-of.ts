import type { Member } from '../../domain/people/member.ts';
import type { Audience } from '../../domain/reminders/reminder.ts';

/** The audiences that a member belongs to, by their roles. */
export function audiencesOf(member: Member): readonly Audience[] {
  return member.roles.flatMap((held): Audience[] => {
    switch (held.role) {
      case 'unit-staff':
      case 'unit-leader':
        return [{ kind: 'unit', unit: held.unit }];
      case 'lead-body':
        return [{ kind: 'body', body: held.body }];
      case 'county-admin':
        return [{ kind: 'office' }];
      case 'signer':
        return [{ kind: 'signer' }];
      case 'reviewer':
      case 'auditor':
        return [];
    }
  });
}
