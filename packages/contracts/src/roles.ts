import { z } from 'zod';

import { Instant } from './instants.ts';

/** What somebody may do, the most first. */
export const roles = ['admin', 'manager', 'champion', 'member'] as const;

/** A role that an administrator gave to somebody who signs in by GitHub. */
export const GrantedRole = z
  .object({
    login: z.string(),
    role: z.enum(roles),
    grantedAt: Instant,
  })
  .meta({ id: 'GrantedRole' });
export type GrantedRole = z.infer<typeof GrantedRole>;

export const GrantedRoleList = z
  .object({ items: z.array(GrantedRole), nextCursor: z.null() })
  .meta({ id: 'GrantedRoleList' });
export type GrantedRoleList = z.infer<typeof GrantedRoleList>;

/** Gives somebody a role. */
export const RoleGrant = z
  .strictObject({
    login: z
      .string()
      .min(1)
      .max(39)
      .meta({ description: 'A member of the organisation at GitHub.' }),
    role: z.enum(roles).meta({
      description:
        'member takes a role back. Owners at GitHub are administrators whatever stands here.',
    }),
  })
  .meta({ id: 'RoleGrant', examples: [{ login: 'octocat', role: 'champion' }] });
export type RoleGrant = z.infer<typeof RoleGrant>;
