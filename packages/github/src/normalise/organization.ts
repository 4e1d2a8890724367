import { z } from 'zod';

import { githubId } from '../shapes/primitives.ts';
import { type Normaliser, observed, organizationContext } from './normaliser.ts';
import { organizationOf, readPayload } from './normaliser.ts';

const shape = z.object(organizationContext);
const departure = z.object({ membership: z.object({ user: z.object({ id: githubId }) }) });

/**
 * `organization`: its login, and who left it. Who belongs to it is learnt from teams and from work.
 */
export const organization: Normaliser = {
  actions: ['member_added', 'member_removed', 'member_invited', 'renamed', 'deleted'],
  normalise({ action, payload }) {
    const ref = organizationOf('organization', readPayload('organization', shape, payload));
    const renamed = { kind: 'organization', organization: ref } as const;
    if (action !== 'member_removed') return observed(ref, [renamed]);
    const { user } = readPayload('organization', departure, payload).membership;
    return observed(ref, [renamed, { kind: 'organization_departure', githubUserId: user.id }]);
  },
};
