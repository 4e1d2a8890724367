import type { ApiDeps } from '../deps.ts';
import type { AppInUse } from '../github-app/github-access.ts';

/** An App through which people can sign in. */
export type SigningApp = AppInUse & { readonly signIn: NonNullable<AppInUse['signIn']> };

type Deps = Pick<ApiDeps, 'github' | 'logger'>;

/** The App, if people can sign in through it; credentials that cannot be read are as none. */
export async function signingApp({ github, logger }: Deps): Promise<SigningApp | null> {
  try {
    const app = (await github?.app()) ?? null;
    return app === null || app.signIn === null ? null : { ...app, signIn: app.signIn };
  } catch (error) {
    logger.error({ err: error }, 'the App cannot be used');
    return null;
  }
}

/** Whether people can sign in by GitHub. */
export async function offersGitHub(deps: Deps): Promise<boolean> {
  return (await signingApp(deps)) !== null;
}
