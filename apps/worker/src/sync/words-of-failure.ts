import type { GitHubError } from '@uplift/github/client';

/** Why GitHub could not be asked, in one line for administrators. */
export function wordsOfFailure({ failure }: GitHubError): string {
  if (failure.kind === 'forbidden' || failure.kind === 'refused') return failure.reason;
  if (failure.kind === 'rate_limited') {
    return `GitHub allows no more requests until ${failure.until.toISOString()}`;
  }
  if (failure.kind === 'malformed') {
    return `what GitHub answered cannot be read: ${failure.problems.slice(0, 3).join('; ')}`;
  }
  return words[failure.kind];
}

const words = {
  unauthorized: 'GitHub does not accept the credentials of the App',
  suspended: 'the installation of the App is suspended',
  not_found: 'GitHub knows nothing of it, or does not show it to the App',
  moved: 'it stands somewhere else on GitHub now',
  too_heavy: 'GitHub gave up on the question',
  unavailable: 'GitHub did not answer',
} as const satisfies Partial<Record<GitHubError['failure']['kind'], string>>;
