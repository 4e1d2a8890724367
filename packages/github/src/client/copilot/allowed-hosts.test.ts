import { expect, test } from 'vitest';

import { gitHubHost } from '../connection/github-host.ts';
import { isAllowedDownload } from './allowed-hosts.ts';

const github = gitHubHost();
const residency = gitHubHost({ url: 'https://acme.ghe.com' });
const server = gitHubHost({ url: 'https://git.acme.example' });
const local = gitHubHost({ url: 'http://127.0.0.1:1', downloadHosts: ['127.0.0.1:3000'] });

test.each([
  [github, 'https://copilot-reports.github.com/part-0?sig=a', true],
  [github, 'https://COPILOT-REPORTS.github.com/part-0', true],
  [github, 'https://copilot-reports-abc.b01.azurefd.net/part-0', true],
  [github, 'https://account.blob.core.windows.net/part-0', true],
  [github, 'http://copilot-reports.github.com/part-0', false],
  [github, 'https://copilot-reports.github.com.evil.example/part-0', false],
  [github, 'https://evil.example/copilot-reports.github.com', false],
  [github, 'https://copilot-reports.github.com@evil.example/', false],
  [github, 'https://copilot-reportsxgithub.com/', false],
  [github, 'https://copilot-reports.github.com:8443/', false],
  [github, 'https://169.254.169.254/latest/meta-data', false],
  [github, 'file:///etc/passwd', false],
  [residency, 'https://copilot-reports.acme.ghe.com/part-0', true],
  [residency, 'https://copilot-reports.other.ghe.com/part-0', false],
  [server, 'https://git.acme.example/part-0', false],
  [local, 'http://127.0.0.1:3000/part-0', true],
  [local, 'http://127.0.0.1:3001/part-0', false],
])('%#: %o leads to %s: %o', (host, url, allowed) => {
  expect(isAllowedDownload(new URL(url), host)).toBe(allowed);
});
