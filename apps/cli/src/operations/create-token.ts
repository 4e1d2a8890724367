import { createAccessToken, findOrganization, roles } from '@uplift/db';
import { z } from 'zod';

import { CommandError } from '../terminal/failure.ts';
import type { OperationContext } from './operation-context.ts';

export const TokenRequest = z.object({
  role: z.enum(roles),
  /** Login or id; null for every organisation. */
  organization: z.string().nullable(),
  name: z.string(),
  expiresInDays: z.int().positive().nullable(),
});

export const TokenAnswer = z.object({ token: z.string() });

/**
 * Makes an API token. It is shown this once: only its hash is kept.
 *
 * @throws {CommandError} if the organisation is not known
 */
export async function createToken(
  request: z.output<typeof TokenRequest>,
  { store }: OperationContext,
): Promise<z.output<typeof TokenAnswer>> {
  const { role, name, expiresInDays } = request;
  const organizationId =
    request.organization === null ? null : await idOf(request.organization, store);
  const expiresAt =
    expiresInDays === null ? null : new Date(Date.now() + expiresInDays * 86_400_000);
  const token = await createAccessToken(store.db, {
    kind: 'token',
    name,
    role,
    organizationId,
    expiresAt,
  });
  return { token };
}

async function idOf(organization: string, store: OperationContext['store']): Promise<number> {
  const found = await findOrganization(store.db, { name: organization, boundTo: null });
  if (found !== null) return found.id;
  throw new CommandError(
    `no organisation "${organization}" is known yet: import its history first, or leave --org out`,
  );
}
