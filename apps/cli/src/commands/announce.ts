import type { GitHubAccess } from '@uplift/api';
import type { Database } from '@uplift/db';

import { createSetupLink, createSignInLink } from '../composition/sign-in-link.ts';
import type { WebhookSecret } from '../composition/webhook-secret.ts';
import type { CommandContext } from './command-context.ts';

/** A service that listens now. */
type Listening = {
  readonly url: string;
  readonly secret: WebhookSecret;
  readonly embedded: boolean;
  readonly db: Database;
  readonly github: GitHubAccess;
};

/** Says where a service is and how people get in; shows the set-up while GitHub is not connected. */
export async function announce(
  { url, secret, embedded, db, github }: Listening,
  { terminal, openPage }: Pick<CommandContext, 'terminal' | 'openPage'>,
): Promise<void> {
  const { bold, dim } = terminal.colours;
  const isConnected = github.isSetByEnvironment || (await github.kept()) !== null;
  terminal.out(`${bold('Uplift')} is ready at ${url}`);
  // A shared service's output ends up in logs, where a way in must not be.
  terminal.out(
    embedded
      ? `  Sign in:   ${await createSignInLink(db, url)}  ${dim('(once, within a day)')}`
      : `  Sign in:   with a token of ${bold('uplift token create --role admin')}`,
  );
  terminal.out(`  API:       ${url}/docs`);
  terminal.out(`  Webhooks:  ${url}/webhooks/github`);
  if (secret.source === 'file') terminal.out(`  Secret:    in ${secret.path}`);
  if (secret.source === 'none' && !isConnected) {
    terminal.note('uplift: no webhooks are taken until GITHUB_WEBHOOK_SECRET is set');
  }
  if (isConnected) return;
  if (!embedded) {
    terminal.note('uplift: GitHub is not connected yet: "uplift doctor" prints a set-up link');
    return;
  }
  const link = await createSetupLink(db, url);
  terminal.out(`  Set up:    ${link}  ${dim('(connects GitHub; once, within a day)')}`);
  openPage?.(link);
}
