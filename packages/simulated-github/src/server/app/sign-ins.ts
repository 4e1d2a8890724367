import type { StoryAccount } from '../../story.ts';
import type { AppRecord } from '../state/records.ts';
import { drawn } from './drawn.ts';

/** A person's consent that waits to be turned into a token. */
type Consent = {
  readonly appId: number;
  readonly account: StoryAccount;
  /** Where the person came back to; null if the App named no place. */
  readonly redirectUri: string | null;
  /** BASE64URL(SHA-256(verifier)), RFC 7636; null without. */
  readonly challenge: string | null;
};

/** A token that lasts longer, good for a new pair. */
type Refreshing = {
  readonly appId: number;
  readonly account: StoryAccount;
  /** The token that ends when a new pair is given out. */
  readonly accessToken: string;
};

/** Codes that are good for one exchange, and only for a while. */
export type SignIns = {
  /** A code for the manifest flow, for one hour. */
  readonly offerApp: (app: AppRecord) => string;
  readonly takeApp: (code: string) => AppRecord | null;
  /** A code for the web flow, for ten minutes. */
  readonly offerConsent: (consent: Consent) => string;
  readonly takeConsent: (code: string) => Consent | null;
  /** A refresh token, for half a year. */
  readonly offerRefresh: (refreshing: Refreshing) => string;
  readonly takeRefresh: (token: string) => Refreshing | null;
};

/** How long a refresh token lasts, in seconds. */
export const REFRESH_SECONDS = 15_897_600;

const MANIFEST_MS = 3_600_000;
const CONSENT_MS = 600_000;

/** What codes depend on; `now` is the wall clock. */
export type SignInDeps = { readonly now: () => Date; readonly seed: string };

/** No code given out yet. */
export function createSignIns(deps: SignInDeps): SignIns {
  const apps = createOffers<AppRecord>(MANIFEST_MS, deps);
  const consents = createOffers<Consent>(CONSENT_MS, deps);
  const refreshes = createOffers<Refreshing>(REFRESH_SECONDS * 1000, deps);
  return {
    offerApp: (app) => apps.offer('manifest', app),
    takeApp: apps.take,
    offerConsent: (consent) => consents.offer('consent', consent),
    takeConsent: consents.take,
    offerRefresh: (refreshing) => `ghr_${refreshes.offer('refresh', refreshing)}`,
    takeRefresh: (token) => refreshes.take(token.replace(/^ghr_/, '')),
  };
}

type Offers<Thing> = {
  readonly offer: (kind: string, thing: Thing) => string;
  readonly take: (code: string) => Thing | null;
};

function createOffers<Thing>(lastsMs: number, { now, seed }: SignInDeps): Offers<Thing> {
  const open = new Map<string, { readonly thing: Thing; readonly endsMs: number }>();
  let count = 0;
  return {
    offer: (kind, thing) => {
      count += 1;
      const code = drawn(`${seed}/${kind}/${count}`, 40);
      open.set(code, { thing, endsMs: now().getTime() + lastsMs });
      return code;
    },
    take: (code) => {
      const found = open.get(code);
      open.delete(code);
      return found === undefined || found.endsMs <= now().getTime() ? null : found.thing;
    },
  };
}
