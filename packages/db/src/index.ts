export * from './client.ts';
export { DirectoryInUseError } from './embedded/directory-lock.ts';
export { openEmbedded } from './embedded/open-embedded.ts';
export * from './migrate.ts';
export { openPostgres } from './open-postgres.ts';
export * from './schema/index.ts';
export * from './with-organization.ts';
