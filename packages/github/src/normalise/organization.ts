import { z } from 'zod';

import { type Normaliser, observed, organizationContext } from './normaliser.ts';
import { organizationOf, readPayload } from './normaliser.ts';

const shape = z.object(organizationContext);

/** `organization`: its login. Who belongs to it is learnt from teams and from work. */
export const organization: Normaliser = {
  actions: ['member_added', 'member_removed', 'member_invited', 'renamed', 'deleted'],
  normalise({ payload }) {
    const ref = organizationOf('organization', readPayload('organization', shape, payload));
    return observed(ref, [{ kind: 'organization', organization: ref }]);
  },
};
