import type { StoryAccount } from '../../story.ts';
import type { OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** Whether a person is an owner of an organisation now. */
export function isOwner(
  person: StoryAccount,
  organization: OrganizationRecord,
  state: SimulatedGitHubState,
): boolean {
  return state.memberOf(organization, person.id)?.role === 'admin';
}
