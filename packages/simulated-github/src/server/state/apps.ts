import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import { APP_ID } from '../../deliveries/organization-messages.ts';
import type { AppPages, AppRecord, Permissions } from './records.ts';

/** What the App that is there from the start may read, unless told. */
const DEFAULT_PERMISSIONS: Permissions = {
  actions: 'read',
  contents: 'read',
  deployments: 'read',
  issues: 'read',
  members: 'read',
  metadata: 'read',
  organization_copilot_metrics: 'read',
  organization_copilot_seat_management: 'read',
  pull_requests: 'read',
};

/** The events that the App of the start listens to, unless told. */
const DEFAULT_EVENTS: readonly string[] = [
  'deployment',
  'deployment_status',
  'issue_comment',
  'membership',
  'organization',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'repository',
  'team',
];

/** What its owner decides of an App. */
export type AppWishes = {
  readonly name: string;
  readonly ownerId: number;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly externalUrl?: string;
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string;
  /** Nowhere, and installable by everybody, unless told. */
  readonly pages?: Partial<AppPages>;
};

const NO_PAGES: AppPages = {
  callbackUrls: [],
  setupUrl: null,
  setupOnUpdate: false,
  requestOauthOnInstall: false,
  isPublic: true,
};

/** Which App it is, and what its secrets are drawn from. */
export type AppOrigin = { readonly id: number; readonly seed: string; readonly createdAt: Date };

/** The App that is there from the start. */
export const FIRST_APP = { id: APP_ID, name: 'Uplift' } as const;

/**
 * A new App with a key of its own (RSA, 2048 bits). The key is the one thing here that chance
 * decides, once in a process for each seed and id; all other secrets follow from these.
 */
export async function createApp(wishes: AppWishes, origin: AppOrigin): Promise<AppRecord> {
  const { publicKey, privateKey } = await keysFor(`${origin.seed}/${origin.id}`);
  const secret = (name: string) => drawn(`${origin.seed}/${name}/${origin.id}`);
  return {
    id: origin.id,
    slug: wishes.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    name: wishes.name,
    ownerId: wishes.ownerId,
    clientId: `Iv23${secret('client').slice(0, 16)}`,
    clientSecret: secret('client secret').slice(0, 40),
    webhookSecret: wishes.webhookSecret ?? secret('webhook secret').slice(0, 40),
    privateKey,
    publicKey,
    externalUrl: wishes.externalUrl ?? 'https://uplift.example',
    createdAt: origin.createdAt,
    permissions: wishes.permissions ?? DEFAULT_PERMISSIONS,
    events: wishes.events ?? DEFAULT_EVENTS,
    webhookUrl: wishes.webhookUrl ?? null,
    pages: { ...NO_PAGES, ...wishes.pages },
  };
}

type KeyPair = { readonly publicKey: string; readonly privateKey: string };

const keyPair = promisify(generateKeyPair);
const knownKeys = new Map<string, Promise<KeyPair>>();

function keysFor(name: string): Promise<KeyPair> {
  const keys =
    knownKeys.get(name) ??
    keyPair('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
  knownKeys.set(name, keys);
  return keys;
}

function drawn(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}
