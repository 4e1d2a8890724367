import { examineGitHub } from '../github-app/examine-github.ts';
import { syncInstallations } from '../github-app/sync-installations.ts';
import type { SetupDeps } from './setup-deps.ts';
import { checklistPage } from './checklist-page.ts';
import { readSteps } from './steps.ts';

/** The page of how the connection stands; null while there is no App at all. */
export async function checklist(
  baseUrl: string,
  deps: SetupDeps,
  news: string | null = null,
): Promise<string | null> {
  const { github } = deps;
  const kept = await github.kept();
  const isSet = github.isSetByEnvironment;
  if (kept === null && !isSet) return null;

  // What GitHub says is taken over each time somebody looks, since a webhook may have been lost.
  if (news === null) await syncInstallations(deps);
  const findings = await examineGitHub({ baseUrl, organizationGithubId: null }, deps);
  return checklistPage({
    findings,
    steps: await readSteps(findings, deps),
    installUrl: kept === null ? null : `${kept.htmlUrl}/installations/new`,
    canForget: kept !== null && !isSet,
    news,
  });
}
