import { createAccessToken, type Database } from '@uplift/db';

const VALID_HOURS = 24;

/** A link that signs one person in as administrator, once, within a day. */
export async function createSignInLink(db: Database, url: string): Promise<string> {
  return `${url}/sign-in?code=${await createCode(db, 'sign-in link')}`;
}

/** The same, but it leads to where GitHub is connected. */
export async function createSetupLink(db: Database, url: string): Promise<string> {
  return `${url}/sign-in?to=setup&code=${await createCode(db, 'set-up link')}`;
}

function createCode(db: Database, name: string): Promise<string> {
  return createAccessToken(db, {
    kind: 'sign_in_code',
    name,
    role: 'admin',
    organizationId: null,
    expiresAt: new Date(Date.now() + VALID_HOURS * 3_600_000),
  });
}
