import { examineGitHub } from '@uplift/api';
import { z } from 'zod';

import { createSetupLink } from '../composition/sign-in-link.ts';
import { Check } from './check.ts';
import type { OperationContext } from './operation-context.ts';

export const GitHubDiagnosisRequest = z.object({
  /** Where people and GitHub reach the service, if the settings say so. */
  baseUrl: z.string().nullable(),
  /** Where a set-up link shall lead, if GitHub is not connected; null for no link. */
  linkTo: z.string().nullable(),
});

export const GitHubDiagnosis = z.object({
  checks: z.array(Check),
  /** Whether there is an App, in order or not. */
  connected: z.boolean(),
  setupLink: z.string().nullable(),
});

/** What can be said of the connection to GitHub, by whoever has the store open. */
export async function diagnoseGitHub(
  { baseUrl, linkTo }: z.output<typeof GitHubDiagnosisRequest>,
  { store, github, now = () => new Date() }: OperationContext,
): Promise<z.output<typeof GitHubDiagnosis>> {
  if (github === undefined) throw new Error('this process has no way to GitHub');
  const connected = github.isSetByEnvironment || (await github.kept()) !== null;
  const checks = await examineGitHub({ baseUrl, organizationGithubId: null }, { github, now });
  const isWanted = !connected && github.canKeep && linkTo !== null;
  const setupLink = isWanted ? await createSetupLink(store.db, linkTo) : null;
  return { checks, connected, setupLink };
}
