import { isGitHubError, readReport, type readInstallation } from '@uplift/github/client';
import { DAY_MILLISECONDS, dayOf } from '@uplift/metrics';

import type { AppAtGitHub } from './examine-app.ts';
import { fault, fine, remark, type Finding } from './finding.ts';
import type { AppInUse } from './github-access.ts';
import { wantedPermissions, type WantedPermission } from './wanted.ts';

/** An installation as GitHub tells of it. */
export type InstallationAtGitHub = Awaited<ReturnType<typeof readInstallation>>;

/** The installation that is looked at. */
export type InstallationQuestion = {
  readonly app: AppInUse;
  readonly atGitHub: AppAtGitHub;
  readonly installation: InstallationAtGitHub;
  readonly now: Date;
};

/** Reports of a day are there two days later at the latest, so one of three days ago should be. */
const REPORT_AGE_DAYS = 3;

/** Whether the App may do in an organisation what it is there for. */
export async function examineInstallation(question: InstallationQuestion): Promise<Finding[]> {
  const { installation } = question;
  const { login } = installation.account;
  const id = `installation ${login}`;
  const where = installation.htmlUrl ?? 'the settings of the organisation, under GitHub Apps';
  if (installation.suspendedAt !== null) {
    const words = `suspended since ${dayOf(installation.suspendedAt)}: nothing can be read`;
    return [fault(id, words, `an owner of ${login} ends the suspension at ${where}`)];
  }
  const scope =
    installation.repositorySelection === 'all' ? 'all repositories' : 'selected repositories';
  const granted = wantedPermissions.filter(({ key }) => isGranted(installation.permissions, key));
  return [
    fine(id, `reads ${scope}`),
    ...permissionFindings(question, where),
    ...(granted.some(({ key }) => key === 'organization_copilot_metrics')
      ? [await examineCopilot(question)]
      : []),
  ];
}

function permissionFindings(question: InstallationQuestion, where: string): Finding[] {
  const { installation } = question;
  const missing = wantedPermissions.filter(({ key }) => !isGranted(installation.permissions, key));
  const { login } = installation.account;
  if (missing.length === 0) return [fine(`permissions ${login}`, 'all that are needed')];
  return missing.map((one) => missingPermission(one, question, where));
}

function missingPermission(
  { key, title, without, for: purpose }: WantedPermission,
  { installation, atGitHub }: InstallationQuestion,
  where: string,
): Finding {
  const { login } = installation.account;
  const id = `permission ${login} ${key}`;
  const tell = purpose === 'copilot' ? remark : fault;
  if (isGranted(atGitHub.permissions, key)) {
    return tell(
      id,
      `"${title}" was asked for and is not accepted yet. ${without}`,
      `an owner of ${login} reviews and accepts the new permissions at ${where}`,
    );
  }
  return tell(
    id,
    `"${title}" (${key}: read) is missing. ${without}`,
    `add it in the settings of the App (${atGitHub.htmlUrl}), then an owner of ${login} accepts it at ${where}`,
  );
}

async function examineCopilot({ app, installation, now }: InstallationQuestion): Promise<Finding> {
  const { login } = installation.account;
  const id = `copilot ${login}`;
  const day = dayOf(new Date(now.getTime() - REPORT_AGE_DAYS * DAY_MILLISECONDS));
  const github = app.client.installation(installation.id);
  try {
    const report = await readReport({ organization: login, kind: 'organization', day }, { github });
    if (report.outcome === 'refused') return policyOff(id, login, report.reason);
    const isThere = report.outcome === 'fetched';
    return fine(id, isThere ? `usage of ${day} is there` : `no usage is reported for ${day}`);
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    if (error.failure.kind === 'forbidden') return policyOff(id, login, error.failure.reason);
    return remark(id, error.message, 'try again later');
  }
}

function policyOff(id: string, login: string, reason: string): Finding {
  return fault(
    id,
    `GitHub gives no Copilot usage: "${reason}"`,
    `an owner of ${login} enables the policy "Copilot usage metrics" in the Copilot settings of the organisation or enterprise`,
  );
}

function isGranted(permissions: Readonly<Record<string, string>>, key: string): boolean {
  return permissions[key] === 'read' || permissions[key] === 'write';
}
