import type { OrganizationStory } from '@uplift/simulated-github';
import { startSimulatedGitHub, type SimulatedGitHub } from '@uplift/simulated-github/server';

/** Points and requests an hour: more than any demo asks for. */
const PLENTY = 10_000_000;

/** A GitHub of one organisation on loopback, to which nobody has connected anything yet. */
export function startDemoGitHub(
  story: OrganizationStory,
  now: () => Date,
): Promise<SimulatedGitHub> {
  return startSimulatedGitHub({
    organizations: [story],
    clock: now,
    now,
    seed: 'demo',
    app: null,
    limits: {
      restPerHour: PLENTY,
      graphqlPerHour: PLENTY,
      restPointsPerMinute: Infinity,
      graphqlPointsPerMinute: Infinity,
    },
    deliveries: { addresses: false, concurrency: 16 },
    // The last day is told when it is over, so that a demo is the same whenever it is played.
    copilot: { readyAfterHours: 0, filesPerReport: 1, firstDay: firstUsage(story) },
  });
}

/** Before its story began to use Copilot there are no reports. */
function firstUsage({ usage }: OrganizationStory): string {
  return usage.reduce((first, { day }) => (day < first ? day : first), '9999-12-31');
}

/** Settings by which a service finds that GitHub, and nothing of any other. */
export function environmentOf(
  github: SimulatedGitHub,
): Readonly<Record<string, string | undefined>> {
  return {
    GITHUB_URL: github.webUrl,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_DOWNLOAD_HOSTS: new URL(github.downloadUrl).host,
    GITHUB_APP_ID: undefined,
    GITHUB_APP_PRIVATE_KEY: undefined,
    GITHUB_APP_PRIVATE_KEY_FILE: undefined,
    GITHUB_CLIENT_ID: undefined,
    GITHUB_CLIENT_SECRET: undefined,
    GITHUB_TOKEN: undefined,
    GITHUB_WEBHOOK_SECRET: undefined,
  };
}
