import {
  readEnterpriseInstallations,
  type EnterpriseInstallation,
  type GitHubApp,
  type GitHubClient,
} from '@uplift/github/client';

/** An enterprise, and a client that may ask about it. */
export type EnterpriseReach = {
  /** Its name in addresses. */
  readonly slug: string;
  readonly client: GitHubClient;
  /** What the App may do there; null for a token, which tells only by being refused. */
  readonly permissions: Readonly<Record<string, string>> | null;
};

/** Who can be asked about enterprises. */
export type EnterpriseParts = {
  /** The one that the settings name; null: wherever the App is, if that is one place. */
  readonly named: string | null;
  readonly app: () => Promise<GitHubApp | null>;
  readonly installedAt: (app: GitHubApp, installationId: number) => GitHubClient;
  readonly ofToken: GitHubClient | null;
  readonly now: () => Date;
};

/** How long it is known where an App is. */
const KNOWN_MS = 3_600_000;

/** Finds the enterprise to ask: where the App is installed, or by the token what the settings name. */
export function findingEnterprise(parts: EnterpriseParts): () => Promise<EnterpriseReach | null> {
  const { named, app: appOf, installedAt, ofToken } = parts;
  const enterprisesOf = keepingEnterprises(parts.now);
  return async () => {
    const app = await appOf();
    const found = app === null ? [] : await enterprisesOf(app);
    const [one, ...others] = found.filter(
      ({ enterprise }) => named === null || enterprise.toLowerCase() === named.toLowerCase(),
    );
    if (app !== null && one !== undefined && others.length === 0) {
      const { id, enterprise: slug, permissions } = one;
      return { slug, client: installedAt(app, id), permissions };
    }
    if (named === null || ofToken === null) return null;
    return { slug: named, client: ofToken, permissions: null };
  };
}

function keepingEnterprises(
  now: () => Date,
): (app: GitHubApp) => Promise<readonly EnterpriseInstallation[]> {
  let last: { readonly app: GitHubApp; readonly at: number } | null = null;
  let found: readonly EnterpriseInstallation[] = [];
  return async (app) => {
    const at = now().getTime();
    if (last?.app === app && Math.abs(at - last.at) < KNOWN_MS) return found;
    const all = await readEnterpriseInstallations({}, { github: app.asApp });
    found = all.filter(({ suspendedAt }) => suspendedAt === null);
    last = { app, at };
    return found;
  };
}
