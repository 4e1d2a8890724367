import type { OrganizationRef } from '@uplift/metrics';
import { z } from 'zod';

const owner = z
  .object({ id: z.number().nullish(), login: z.string().nullish() })
  .nullish()
  .catch(null);

const within = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).partial().nullish().catch(null);

const shape = z
  .object({
    organization: owner,
    repository: within({ owner }),
    installation: within({ account: owner }),
    changes: within({ owner: within({ from: within({ organization: owner, user: owner }) }) }),
  })
  .partial();

/**
 * Whether the raw body of a delivery is about something that belongs, or belonged until then, to an
 * organisation. One that is no JSON is if it has the organisation's name in it.
 */
export function namesOrganization(body: Uint8Array, organization: OrganizationRef): boolean {
  const text = new TextDecoder().decode(body);
  const payload = shape.safeParse(jsonIn(text));
  if (!payload.success) return text.toLowerCase().includes(organization.login.toLowerCase());
  const { organization: told, repository, installation, changes } = payload.data;
  const former = changes?.owner?.from;
  const owners = [
    told,
    repository?.owner,
    installation?.account,
    former?.organization,
    former?.user,
  ];
  return owners.some((one) => isSame(one, organization));
}

function isSame(one: z.output<typeof owner> | undefined, { githubId, login }: OrganizationRef) {
  if (one == null) return false;
  if (typeof one.id === 'number' && githubId !== null) return one.id === githubId;
  return one.login?.toLowerCase() === login.toLowerCase();
}

/** Undefined where the text is not JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
