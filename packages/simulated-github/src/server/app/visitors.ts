import type { Request } from 'express';

import type { StoryAccount } from '../../story.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** The cookie by which a browser says who is signed in at it. */
export const SESSION_COOKIE = 'dotcom_user';

/** The people who come to GitHub's pages. They agree to what they are asked, unless told. */
export type Visitors = {
  /**
   * Who sits at browsers that have no session; at the start it is the first owner of the first
   * organisation. Null: they must sign in at `/login` first.
   *
   * @throws {RangeError} if there is nobody of that login
   */
  readonly signIn: (login: string | null) => void;
  /** Whether people agree, from now on, to an App that wants to act in their name. */
  readonly agree: (agrees: boolean) => void;
  readonly agrees: () => boolean;
  /**
   * Whether Apps may have webhooks on the loopback, from now on. GitHub refuses them; here they are
   * allowed at the start.
   */
  readonly allowLoopbackHooks: (allowed: boolean) => void;
  readonly loopbackHooks: () => boolean;
  /** Who sent a request; null if nobody is signed in. */
  readonly of: (request: Request) => StoryAccount | null;
};

/** Visitors of a GitHub of which nobody was asked anything yet. */
export function createVisitors(state: SimulatedGitHubState): Visitors {
  let present = firstOwner(state);
  let agrees = true;
  let loopbackHooks = true;
  return {
    signIn: (login) => {
      const account = login === null ? null : state.accountByLogin(login);
      if (login !== null && account === null) throw new RangeError(`there is no ${login}`);
      present = account;
    },
    agree: (next) => {
      agrees = next;
    },
    agrees: () => agrees,
    allowLoopbackHooks: (allowed) => {
      loopbackHooks = allowed;
    },
    loopbackHooks: () => loopbackHooks,
    of: (request) => {
      const login = sessionOf(request);
      return login === null ? present : state.accountByLogin(login);
    },
  };
}

function firstOwner(state: SimulatedGitHubState): StoryAccount | null {
  const [organization] = state.organizations();
  const members = [...(organization?.members.values() ?? [])];
  return members.find(({ role }) => role === 'admin')?.account ?? null;
}

function sessionOf(request: Request): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  const found = cookies.find((one) => one.startsWith(`${SESSION_COOKIE}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(SESSION_COOKIE.length + 1));
}
