import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { Instant } from './instants.ts';
import { pageOf } from './paging.ts';
import { roles } from './roles.ts';

export const TokenPath = OrganizationPath.extend({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the number of a token')
    .transform(Number)
    .meta({ description: 'The number of the token.' }),
});

/** A token, without its secret: only a hash of that is kept. */
export const Token = z
  .object({
    id: z.int(),
    name: z.string(),
    role: z.enum(roles),
    everywhere: z.boolean().meta({
      description:
        'Good for every organisation of this installation; revoked by administrators of all alone.',
    }),
    createdAt: Instant,
    expiresAt: Instant.nullable().meta({ description: 'Null: never.' }),
    lastUsedAt: Instant.nullable().meta({ description: 'To the minute; null: never.' }),
  })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof Token>;

export const TokenList = pageOf(Token).meta({ id: 'TokenList' });
export type TokenList = z.infer<typeof TokenList>;

export const TokenRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(100).meta({ description: 'To tell it from others.' }),
    role: z.enum(roles),
    days: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .default(90)
      .meta({ description: 'How long it is good; null: until it is revoked.' }),
  })
  .meta({ id: 'TokenRequest', examples: [{ name: 'weekly report', role: 'member', days: 90 }] });
export type TokenRequest = z.output<typeof TokenRequest>;

export const CreatedToken = Token.extend({
  secret: z.string().meta({ description: 'Shown this once.' }),
}).meta({ id: 'CreatedToken' });
export type CreatedToken = z.infer<typeof CreatedToken>;
