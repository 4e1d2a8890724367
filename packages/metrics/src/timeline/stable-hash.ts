const LANE_PRIMES = [0x01000193, 0x85ebca6b] as const;
const LANE_SEEDS = [0x811c9dc5, 0x9e3779b9] as const;

/**
 * A 64-bit fingerprint of a text, the same on every machine and release: 16 hexadecimal digits from
 * two multiply-xor lanes. It tells payloads apart; it is no protection against a forger.
 */
export function stableHash(text: string): string {
  return LANE_PRIMES.map((prime, lane) => {
    let hash: number = LANE_SEEDS[lane] ?? 0;
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), prime);
      hash ^= hash >>> 15;
    }
    return (scramble(hash) >>> 0).toString(16).padStart(8, '0');
  }).join('');
}

/** Spreads every bit of the lane over all 32, so that short texts differ in more than a few. */
function scramble(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
}
