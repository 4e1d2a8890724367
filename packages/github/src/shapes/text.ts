/** How deeply JSON may be nested before it is refused: GitHub's own stays below 15 levels. */
export const maxJsonDepth = 100;

/**
 * The text as every store takes it: PostgreSQL refuses NUL in text, and lone surrogates in JSON.
 * NUL is dropped, a lone surrogate becomes U+FFFD.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** The first `length` UTF-16 units of the text, never half of a surrogate pair. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');
}

/** Whether arrays and objects are nested no deeper than {@link maxJsonDepth}; walks without recursion. */
export function isShallow(json: unknown): boolean {
  let level: readonly unknown[] = [json];
  for (let depth = 0; depth <= maxJsonDepth; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const child of Object.values(value)) next.push(child);
    }
    if (next.length === 0) return true;
    level = next;
  }
  return false;
}

/** A copy of shallow JSON with each text, keys too, made storable, and cut where `maxText` is given. */
function storableJson(json: unknown, maxText = Number.POSITIVE_INFINITY): unknown {
  if (typeof json === 'string') return cutText(storableText(json), maxText);
  if (Array.isArray(json)) return json.map((value: unknown) => storableJson(value, maxText));
  if (typeof json === 'object' && json !== null) return storableRecord(json, maxText);
  return json;
}

/** {@link storableJson} of an object. */
export function storableRecord(
  json: object,
  maxText = Number.POSITIVE_INFINITY,
): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(json);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      cutText(storableText(key), maxText),
      storableJson(value, maxText),
    ]),
  );
}
