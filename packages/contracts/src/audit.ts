import { z } from 'zod';

import { Instant } from './instants.ts';
import { pageOf, pagingParameters } from './paging.ts';
import { roles } from './roles.ts';

const actions = ['change', 'role', 'token', 'export', 'session'] as const;

export const AuditQuery = z.strictObject({
  action: z
    .enum(actions, { error: `must be one of ${actions.join(', ')}` })
    .optional()
    .meta({ description: 'All unless told.' }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A part of who it was or of what was done, in any case.' }),
  ...pagingParameters,
});
export type AuditQuery = z.output<typeof AuditQuery>;

export const AuditEntry = z
  .object({
    id: z.int(),
    at: Instant,
    action: z.enum(actions),
    what: z.string().meta({ examples: ['settings'] }),
    before: z.json().meta({ description: 'Null where there was nothing.' }),
    after: z.json(),
    actor: z.object({
      name: z.string().meta({ description: 'The login, or the name of the token.' }),
      kind: z.enum(['token', 'session']),
      role: z.enum(roles),
    }),
    requestId: z.string().meta({ description: 'As in the log of the service.' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditList = pageOf(AuditEntry).meta({ id: 'AuditList' });
export type AuditList = z.infer<typeof AuditList>;
