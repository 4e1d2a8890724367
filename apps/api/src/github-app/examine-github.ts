import { isGitHubError, readInstallations } from '@uplift/github/client';

import { examineApp, type ExaminedApp, type ExamineAppDeps } from './examine-app.ts';
import { examineInstallation } from './examine-installation.ts';
import { examineWebhook } from './examine-webhook.ts';
import { fault, remark, type Finding } from './finding.ts';

/** What is looked at. */
export type GitHubQuestion = {
  /** Where this service is reached; null if that is not known. */
  readonly baseUrl: string | null;
  /** Looks at one organisation alone, by GitHub's id of it; null for all. */
  readonly organizationGithubId: number | null;
};

/** Everything between this service and GitHub that can be wrong, each with how to mend it. */
export async function examineGitHub(
  question: GitHubQuestion,
  deps: ExamineAppDeps,
): Promise<Finding[]> {
  const examined = await examineApp(deps);
  try {
    return [...examined.findings, ...(await beyondTheApp(examined, question, deps))];
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    return [...examined.findings, fault('github', error.message, 'try again later')];
  }
}

async function beyondTheApp(
  { app, atGitHub }: ExaminedApp,
  { baseUrl, organizationGithubId }: GitHubQuestion,
  { github, now }: ExamineAppDeps,
): Promise<Finding[]> {
  if (app === null || atGitHub === null) return [];
  const findings = await examineWebhook({ app, atGitHub, host: github.host, baseUrl, now: now() });
  const installations = await readInstallations({}, { github: app.client.asApp });
  if (installations.length === 0) {
    findings.push(
      remark(
        'installations',
        'the App is installed nowhere',
        `install it: ${atGitHub.htmlUrl}/installations/new`,
      ),
    );
  }
  for (const installation of installations) {
    const { githubId } = installation.account;
    if (organizationGithubId !== null && githubId !== organizationGithubId) continue;
    findings.push(...(await examineInstallation({ app, atGitHub, installation, now: now() })));
  }
  return findings;
}
