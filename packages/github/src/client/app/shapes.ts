import type { OrganizationRef } from '@uplift/metrics';
import { z } from 'zod';

import { organizationShape } from '../../shapes/places.ts';
import { githubId, instant, name, text } from '../../shapes/primitives.ts';

/** What an App may do: GitHub's names of permissions, and `read` or `write`. */
export type Permissions = Readonly<Record<string, string>>;

const permissionsShape = z.record(text(100), text(20));
const eventsShape = z.array(text(100));

/** An App at an organisation. */
export type Installation = {
  readonly id: number;
  readonly account: OrganizationRef;
  /** `Organization` or `User`. */
  readonly accountType: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly repositorySelection: 'all' | 'selected';
  /** Null while it works. */
  readonly suspendedAt: Date | null;
  /** Where its owner can change it. */
  readonly htmlUrl: string | null;
  readonly createdAt: Date | null;
};

export const installationShape = z
  .object({
    id: githubId,
    account: organizationShape,
    target_type: text(50).nullish(),
    permissions: permissionsShape,
    events: eventsShape.nullish(),
    repository_selection: z.enum(['all', 'selected']),
    suspended_at: instant.nullish(),
    html_url: text(1000).nullish(),
    created_at: instant.nullish(),
  })
  .transform((read): Installation => ({
    id: read.id,
    account: read.account,
    accountType: read.target_type ?? 'Organization',
    permissions: read.permissions,
    events: read.events ?? [],
    repositorySelection: read.repository_selection,
    suspendedAt: read.suspended_at ?? null,
    htmlUrl: read.html_url ?? null,
    createdAt: read.created_at ?? null,
  }));

/** An App at an enterprise, where it sees no repository, but Copilot's seats and reports. */
export type EnterpriseInstallation = {
  readonly id: number;
  /** The enterprise's name in addresses. */
  readonly enterprise: string;
  readonly permissions: Permissions;
  /** Null while it works. */
  readonly suspendedAt: Date | null;
};

/** Enterprises have a `slug` where organisations have a `login`. */
const enterpriseInstallationShape = z
  .object({
    id: githubId,
    target_type: z.literal('Enterprise'),
    account: z.object({ slug: name(200) }),
    permissions: permissionsShape,
    suspended_at: instant.nullish(),
  })
  .transform(({ id, account, permissions, suspended_at: suspendedAt }): EnterpriseInstallation => ({
    id,
    enterprise: account.slug,
    permissions,
    suspendedAt: suspendedAt ?? null,
  }));

/** A list of where an App is installed. */
const anywhere = z.array(z.union([enterpriseInstallationShape, installationShape]));

/** The organisations and users of a list of installations. */
export const organizationInstallations = anywhere.transform((all): readonly Installation[] =>
  all.flatMap((one) => ('enterprise' in one ? [] : [one])),
);

/** The enterprises of a list of installations. */
export const enterpriseInstallations = anywhere.transform(
  (all): readonly EnterpriseInstallation[] =>
    all.flatMap((one) => ('enterprise' in one ? [one] : [])),
);

/** What GitHub says of an App, to itself and when it was just made. */
export const appFields = {
  id: githubId,
  slug: name(200),
  name: name(200),
  client_id: text(200).nullish(),
  html_url: text(1000),
  owner: z.object({ login: text(100).nullish() }).nullish(),
  permissions: permissionsShape,
  events: eventsShape,
};
