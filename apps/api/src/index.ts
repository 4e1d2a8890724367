export { createAccessToken, type AccessKind, type NewAccessToken } from '@uplift/db';
export { createApi } from './app.ts';
export type { ApiDeps } from './deps.ts';
