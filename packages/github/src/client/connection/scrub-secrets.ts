import { cutText, storableText } from '../../shapes/text.ts';

const longest = 300;

const secrets: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [\s\S]*?(?:-----END [^-]*-----|$)/g, '[key]'],
  [/\b(?:gh[a-z]_|github_pat_)[\w.-]+/gi, '[token]'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer|token|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [token]'],
  [/(https?:\/\/[^\s?#"'<>]*)\?[^\s"'<>]*/gi, '$1?…'],
  [/\b((?:client_)?secret|access_token|refresh_token|code|sig)=[^\s&"']+/gi, '$1=…'],
];

/** Somebody else's words, cut short, in which nothing stands that looks like a token, key or signed address. */
export function scrubSecrets(text: string): string {
  const scrubbed = secrets.reduce(
    (left, [pattern, replacement]) => left.replaceAll(pattern, replacement),
    storableText(text),
  );
  return cutText(scrubbed.replaceAll(/\s+/g, ' ').trim(), longest);
}
