import {
  acceptInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from '../../shared/app/people/invitations.ts';
import { changeMember, changeMemberStanding, listMembers } from '../../shared/app/people/members.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Who may sign in, and as what. */
export function createHandler(deps: ApiDeps & Readonly<{ newSecret: () => string }>) {
  return httpFunction(deps, [
    endpoint(routes.listMembers, listMembers(deps)),
    endpoint(routes.changeMember, changeMember(deps)),
    endpoint(routes.suspendMember, changeMemberStanding(deps, 'suspend')),
    endpoint(routes.restoreMember, changeMemberStanding(deps, 'restore')),
    endpoint(routes.removeMember, changeMemberStanding(deps, 'remove')),
    endpoint(routes.listInvitations, listInvitations(deps)),
    endpoint(routes.inviteMember, inviteMember(deps, deps.newSecret)),
    endpoint(routes.withdrawInvitation, withdrawInvitation(deps)),
    endpoint(routes.acceptInvitation, acceptInvitation(deps)),
  ]);
}
