import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { scrubSecrets } from './scrub-secrets.ts';

const alphanumeric = (minLength: number, maxLength: number) =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${minLength},${maxLength}}$`));

const secret = fc.oneof(
  fc
    .tuple(fc.constantFrom('ghs', 'ghp', 'ghu', 'ghr', 'gho'), alphanumeric(36, 36))
    .map(([kind, rest]) => `${kind}_${rest}`),
  fc
    .tuple(alphanumeric(20, 60), alphanumeric(40, 80))
    .map(([body, signature]) => `ghs_12_eyJ${body}.${body}.${signature}`),
  fc
    .tuple(alphanumeric(20, 60), alphanumeric(40, 80))
    .map(([body, signature]) => `eyJ${body}.${body}.${signature}`),
  alphanumeric(22, 80).map((rest) => `github_pat_${rest}`),
);

const around = fc.constantFrom('', ' ', '"', 'token ', 'Bearer ', 'x=', '(', ':');

test('nothing that looks like a token survives, wherever it stands', () => {
  fc.assert(
    fc.property(secret, around, fc.string({ maxLength: 40 }), (token, before, rest) => {
      expect(scrubSecrets(`${rest} ${before}${token}`)).not.toContain(token.slice(-20));
    }),
  );
});

test.each([
  ['a signed address', 'failed: https://files.example/part-0?se=1&sig=abcd', 'sig=abcd'],
  ['a client secret', 'client_secret=0123456789abcdef', '0123456789abcdef'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'MIIE'],
])('%s is left out', (_what, text, leaked) => {
  expect(scrubSecrets(text)).not.toContain(leaked);
});

test('other words stay, and long ones are cut', () => {
  expect(scrubSecrets('Resource not accessible by integration')).toBe(
    'Resource not accessible by integration',
  );
  expect(scrubSecrets('x'.repeat(1000))).toHaveLength(300);
});
