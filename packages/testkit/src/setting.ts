/**
 * A setting that the tests need from their environment. There are no defaults: a test that
 * empties a store must never guess which one.
 *
 * @throws {Error} if it is not set, saying how to set it
 */
export function requiredSetting(name: string): string {
  // oxlint-disable-next-line node/no-process-env -- the one place where tests meet their environment
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(
      `${name} is not set: run the tests with \`npm test\`, ` +
        'or export what `node scripts/services.mjs start` prints',
    );
  }
  return value;
}
