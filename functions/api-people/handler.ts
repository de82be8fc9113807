import { memberRoutes } from '../../shared/contracts/member-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Who may sign in, and as what. */
export function createHandler(deps: ApiDeps & Readonly<{ newSecret: () => string }>) {
  return httpFunction(deps, [
    endpoint(memberRoutes.listMembers, async () =>
      (await import('../../shared/app/people/members.ts')).listMembers(deps),
    ),
    endpoint(memberRoutes.changeMember, async () =>
      (await import('../../shared/app/people/members.ts')).changeMember(deps),
    ),
    endpoint(memberRoutes.confirmMemberChange, async () =>
      (await import('../../shared/app/people/members.ts')).confirmMemberChange(deps),
    ),
    endpoint(memberRoutes.suspendMember, async () =>
      (await import('../../shared/app/people/members.ts')).changeMemberStanding(deps, 'suspend'),
    ),
    endpoint(memberRoutes.restoreMember, async () =>
      (await import('../../shared/app/people/members.ts')).changeMemberStanding(deps, 'restore'),
    ),
    endpoint(memberRoutes.removeMember, async () =>
      (await import('../../shared/app/people/members.ts')).changeMemberStanding(deps, 'remove'),
    ),
    endpoint(memberRoutes.listInvitations, async () =>
      (await import('../../shared/app/people/invitations.ts')).listInvitations(deps),
    ),
    endpoint(memberRoutes.inviteMember, async () =>
      (await import('../../shared/app/people/invitations.ts')).inviteMember(deps, deps.newSecret),
    ),
    endpoint(memberRoutes.confirmInvitation, async () =>
      (await import('../../shared/app/people/invitations.ts')).confirmInvitation(deps),
    ),
    endpoint(memberRoutes.withdrawInvitation, async () =>
      (await import('../../shared/app/people/invitations.ts')).withdrawInvitation(deps),
    ),
    endpoint(memberRoutes.acceptInvitation, async () =>
      (await import('../../shared/app/people/invitations.ts')).acceptInvitation(deps),
    ),
  ]);
}
