import { describe, expect, it } from 'vitest';

import { createLogger, redactText, type LoggerOptions } from './logger.ts';

const capture = (options: Partial<LoggerOptions> & { isTTY?: boolean } = {}) => {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line), isTTY: options.isTTY };
  return { lines, log: createLogger({ name: 'api', destination, ...options }) };
};

describe('the logger', () => {
  it('writes one JSON object a line where nobody watches', () => {
    const { lines, log } = capture();

    log.child({ requestId: 'r1' }).info({ status: 202 }, 'answered');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      name: 'api',
      requestId: 'r1',
      status: 202,
      msg: 'answered',
    });
  });

  it('writes one plain line on a terminal, with the reason of an error', () => {
    const { lines, log } = capture({ isTTY: true });

    log.warn({ err: new TypeError('no\nroute'), port: 4000 }, 'cannot listen');

    expect(lines.join('')).toMatch(
      /^\d\d:\d\d:\d\d warn {2}api: cannot listen port=4000 \(TypeError: no \| route\)\n$/,
    );
  });

  it('leaves out lines below its level', () => {
    const { lines, log } = capture({ level: 'warn' });

    log.info('quiet');

    expect(lines).toEqual([]);
  });

  it.each([
    { headers: { authorization: 'Basic aGVsbG86d29ybGQ=' } },
    { req: { headers: { cookie: 'session=hello' } } },
    { webhookSecret: 'hello' },
    { config: { password: 'hello', token: 'hello' } },
    { 'x-hub-signature-256': 'hello' },
  ])('hides fields that hold credentials: %o', (fields) => {
    const { lines, log } = capture();

    log.info(fields, 'x');

    expect(lines.join('')).toContain('[redacted]');
    expect(lines.join('')).not.toMatch(/hello|aGVsbG8/);
  });

  it('hides a password in the message and cause of an error', () => {
    const { lines, log } = capture();
    const cause = new Error('connect redis://:hunter2@127.0.0.1:6379/0 failed');

    log.error({ err: new Error('postgres://uplift:hunter2@db/uplift', { cause }) }, 'down');

    expect(lines.join('')).not.toContain('hunter2');
    expect(lines.join('')).toContain('@db/uplift');
  });
});

describe('redacting text', () => {
  it.each([
    ['token upl_abcDEF123-456_x', 'token upl_[redacted]'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'ghp_[redacted]'],
    ['a ghs_16C7e42F292c6912E7710c838347Ae178B4a b', 'a ghs_[redacted] b'],
    ['github_pat_11ABCDEFG0abcdef_xyz', 'github_pat_[redacted]'],
    ['a ghs_123456_eyJhbGciOi.eyJpc3MiOjE.Sig-n_d b', 'a ghs_[redacted] b'],
    ['jwt eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln end', 'jwt [redacted] end'],
    ['/setup/github/created?code=abc123&state=s', '/setup/github/created?code=[redacted]&state=s'],
    [`sha256=${'ab'.repeat(32)}`, 'sha256=[redacted]'],
    ['Authorization: Bearer eyJhbGciOi.eyJpc3Mi.sig', 'Authorization: Bearer [redacted]'],
    ['postgres://u:p4ss%20w@h:5432/db', 'postgres://u:[redacted]@h:5432/db'],
    ['https://example.com:443/a?b=c@d', 'https://example.com:443/a?b=c@d'],
    ['the bearer of news', 'the bearer of news'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('hides a private key, also in a JSON line', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----';

    expect(redactText(key)).toBe('[redacted]');
    expect(redactText(JSON.stringify({ a: key }))).toBe('{"a":"[redacted]"}');
  });
});
