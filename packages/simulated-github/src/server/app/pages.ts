import type { Request, Response, Router } from 'express';

import type { StoryAccount } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import { SESSION_COOKIE } from './visitors.ts';

/** A request for a page, and who is signed in there. */
export type Visit = {
  readonly request: Request;
  readonly response: Response;
  readonly visitor: StoryAccount;
  /** A parameter of the address or of a form; undefined unless it is there once. */
  readonly field: (name: string) => string | undefined;
};

/** The pages of the web host. */
export type Pages = {
  readonly on: (
    method: 'get' | 'post',
    path: string,
    visit: (visit: Visit) => void | Promise<void>,
  ) => void;
};

/** Pages for people who are signed in: others are sent to `/login` and come back from there. */
export function createPages(router: Router, { visitors }: ServerContext): Pages {
  return {
    on: (method, path, visit) => {
      router[method](path, async (request, response) => {
        response.locals['route'] = `${method.toUpperCase()} ${path}`;
        const visitor = visitors.of(request);
        if (visitor !== null) {
          await visit({ request, response, visitor, field: (name) => fieldOf(request, name) });
          return;
        }
        response.redirect(withQuery('/login', { return_to: request.originalUrl }));
      });
    },
  };
}

/** A parameter of a form, else of the address; undefined unless it is there once. */
export function fieldOf(request: Request, name: string): string | undefined {
  const body: unknown = request.body;
  const inForm: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : {};
  const value = typeof inForm === 'string' ? inForm : request.query[name];
  return typeof value === 'string' ? value : undefined;
}

/** An address with more parameters; those undefined are left out. */
export function withQuery(
  address: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams(address.split('?')[1] ?? '');
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return `${address.split('?')[0] ?? ''}${text === '' ? '' : `?${text}`}`;
}

/** Answers with a page that says one thing. */
export function say(response: Response, status: number, text: string): void {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response.status(status).type('html').send(`<!doctype html><title>GitHub</title><p>${escaped}`);
}

/** Where people sign in: the form takes a login and no password. */
export function addLoginPages(router: Router, { state }: ServerContext): void {
  router.get('/login', (request, response) => {
    const goal = fieldOf(request, 'return_to') ?? '/';
    const field = `<input type="hidden" name="return_to" value="${goal.replaceAll('"', '&quot;')}">`;
    const form = `<form method="post" action="/session">${field}<input name="login"><button>Sign in</button></form>`;
    response.type('html').send(`<!doctype html><title>Sign in to GitHub</title>${form}`);
  });
  router.post('/session', (request, response) => {
    const account = state.accountByLogin(fieldOf(request, 'login') ?? '');
    if (account === null) {
      say(response, 422, 'Incorrect username or password.');
      return;
    }
    const goal = fieldOf(request, 'return_to') ?? '/';
    response.cookie(SESSION_COOKIE, account.login, { httpOnly: true, sameSite: 'lax' });
    response.redirect(goal.startsWith('/') && !goal.startsWith('//') ? goal : '/');
  });
}
