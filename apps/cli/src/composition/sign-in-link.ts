import { createAccessToken, type Database } from '@uplift/db';

const VALID_HOURS = 24;

/** A link that signs one person in as administrator, once, within a day. */
export async function createSignInLink(db: Database, url: string): Promise<string> {
  const code = await createAccessToken(db, {
    kind: 'sign_in_code',
    name: 'sign-in link',
    role: 'admin',
    organizationId: null,
    expiresAt: new Date(Date.now() + VALID_HOURS * 3_600_000),
  });
  return `${url}/sign-in?code=${code}`;
}
