import {
  acceptInvitation,
  confirmInvitation,
  inviteMember,
  listInvitations,
  withdrawInvitation,
} from '../../shared/app/people/invitations.ts';
import {
  changeMember,
  changeMemberStanding,
  confirmMemberChange,
  listMembers,
} from '../../shared/app/people/members.ts';
import { memberRoutes } from '../../shared/contracts/member-routes.ts';
import type { ApiDeps } from '../adapters/compose.ts';
import { endpoint, httpFunction } from '../middleware/http.ts';

/** Who may sign in, and as what. */
export function createHandler(deps: ApiDeps & Readonly<{ newSecret: () => string }>) {
  return httpFunction(deps, [
    endpoint(memberRoutes.listMembers, listMembers(deps)),
    endpoint(memberRoutes.changeMember, changeMember(deps)),
    endpoint(memberRoutes.confirmMemberChange, confirmMemberChange(deps)),
    endpoint(memberRoutes.suspendMember, changeMemberStanding(deps, 'suspend')),
    endpoint(memberRoutes.restoreMember, changeMemberStanding(deps, 'restore')),
    endpoint(memberRoutes.removeMember, changeMemberStanding(deps, 'remove')),
    endpoint(memberRoutes.listInvitations, listInvitations(deps)),
    endpoint(memberRoutes.inviteMember, inviteMember(deps, deps.newSecret)),
    endpoint(memberRoutes.confirmInvitation, confirmInvitation(deps)),
    endpoint(memberRoutes.withdrawInvitation, withdrawInvitation(deps)),
    endpoint(memberRoutes.acceptInvitation, acceptInvitation(deps)),
  ]);
}
