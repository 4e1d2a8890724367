import type { GitHubHost } from '../connection/github-host.ts';

/**
 * Whether a file may be fetched from an address: one of the allowed hosts, and by TLS unless the API
 * itself is without.
 */
export function isAllowedDownload(url: URL, { apiUrl, downloadHosts }: GitHubHost): boolean {
  const isSafe = url.protocol === 'https:' || url.protocol === new URL(apiUrl).protocol;
  return isSafe && downloadHosts.some((allowed) => isHost(url.host, allowed));
}

/** Whether a host is the one that is allowed, in which `*` stands for any run of its characters. */
function isHost(host: string, allowed: string): boolean {
  const pattern = allowed
    .toLowerCase()
    .split('*')
    .map((part) => part.replaceAll(/[^\w-]/g, String.raw`\$&`))
    .join('[a-z0-9.-]+');
  return new RegExp(`^${pattern}$`).test(host.toLowerCase());
}
