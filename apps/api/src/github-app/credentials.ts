import type { Vault } from '@uplift/runtime';
import { z } from 'zod';

/** The secrets of a GitHub App. */
export const AppCredentials = z.object({
  /** In PEM format. */
  privateKey: z.string(),
  /** Null: it has no webhook, or its secret is told elsewhere. */
  webhookSecret: z.string().nullable(),
  /** Null: nobody can sign in through it. */
  signIn: z.object({ clientId: z.string(), clientSecret: z.string() }).nullable(),
});
export type AppCredentials = z.infer<typeof AppCredentials>;

/** Where credentials belong: those of one App open for no other. */
type Place = { readonly vault: Vault; readonly appId: number };

/** Encrypts credentials to be kept. */
export function sealCredentials(credentials: AppCredentials, { vault, appId }: Place): Uint8Array {
  return vault.seal(JSON.stringify(credentials), contextOf(appId));
}

/** @throws {VaultError} if they were encrypted with another secret, or for another App */
export function openCredentials(sealed: Uint8Array, { vault, appId }: Place): AppCredentials {
  return AppCredentials.parse(JSON.parse(vault.open(sealed, contextOf(appId))));
}

function contextOf(appId: number): string {
  return `github-app/${appId}`;
}
