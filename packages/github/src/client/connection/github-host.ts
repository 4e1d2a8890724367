/** Where a GitHub is. Addresses have no slash at the end. */
export type GitHubHost = {
  /** Where people see it, sign in and register Apps. */
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /**
   * The hosts that report files may come from: `host`, `host:port`, with `*` for any run of letters,
   * digits, hyphens and dots. Nothing is downloaded from elsewhere.
   */
  readonly downloadHosts: readonly string[];
};

/** How a person names a GitHub; what is left out follows from `url`. */
export type GitHubHostSettings = {
  /** The page of the GitHub; `https://github.com` unless told. */
  readonly url?: string | null | undefined;
  readonly webUrl?: string | null | undefined;
  readonly apiUrl?: string | null | undefined;
  readonly graphqlUrl?: string | null | undefined;
  readonly downloadHosts?: readonly string[] | null | undefined;
};

/** The older hosts of Azure serve files where a report is slow to move. */
const publicDownloads = [
  'copilot-reports.github.com',
  'copilot-reports-*.b01.azurefd.net',
  '*.blob.core.windows.net',
];

/**
 * The addresses of a GitHub: github.com, one with data residency (`https://SUB.ghe.com`, its API at
 * `https://api.SUB.ghe.com`), or a GitHub Enterprise Server (its API at `HOST/api/v3`), which has no
 * Copilot reports.
 *
 * @throws {TypeError} if an address is not one of `http:` or `https:`
 */
export function gitHubHost(settings: GitHubHostSettings = {}): GitHubHost {
  const usual = usualHost(addressOf(settings.webUrl ?? settings.url ?? 'https://github.com'));
  return {
    webUrl: usual.webUrl,
    apiUrl: settings.apiUrl ? addressOf(settings.apiUrl).href : usual.apiUrl,
    graphqlUrl: settings.graphqlUrl ? addressOf(settings.graphqlUrl).href : usual.graphqlUrl,
    downloadHosts: settings.downloadHosts ?? usual.downloadHosts,
  };
}

type Address = { readonly href: string; readonly host: string; readonly protocol: string };

function usualHost({ href: webUrl, host, protocol }: Address): GitHubHost {
  if (host === 'github.com' || host === 'www.github.com' || host === 'api.github.com') {
    const apiUrl = 'https://api.github.com';
    const graphqlUrl = `${apiUrl}/graphql`;
    return { webUrl: 'https://github.com', apiUrl, graphqlUrl, downloadHosts: publicDownloads };
  }
  if (host.endsWith('.ghe.com')) {
    const apiUrl = `${protocol}//api.${host}`;
    const downloadHosts = [`copilot-reports.${host}`, ...publicDownloads.slice(1)];
    return { webUrl, apiUrl, graphqlUrl: `${apiUrl}/graphql`, downloadHosts };
  }
  const apiUrl = `${webUrl}/api/v3`;
  return { webUrl, apiUrl, graphqlUrl: `${webUrl}/api/graphql`, downloadHosts: [] };
}

/** The address without a slash at its end, and without a query. */
function addressOf(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('the address of GitHub must begin with https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('the address of GitHub must not hold a user name or a password');
  }
  const { protocol, host, origin, pathname } = url;
  return { href: `${origin}${pathname}`.replace(/\/+$/, ''), host, protocol };
}
