const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;
/** The 64-bit FNV prime is 2^40 plus this. */
const PRIME_LOW = 0x1b3;
const HALF = 0xffff;
const HALF_BITS = 16;
/** Bytes that are encoded at once. */
const BLOCK = 65_536;

/**
 * 64-bit FNV-1a over the UTF-8 bytes of the texts in a row. It tells inputs apart that differ by
 * accident; it is no cryptographic hash and withstands no forger.
 *
 * @param texts - hashed one after the other; the seams between them leave no trace
 * @returns 16 lower-case hexadecimal digits
 */
export function fingerprint(texts: Iterable<string>): string {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(BLOCK);
  let hash: Hash = { high: OFFSET_HIGH, low: OFFSET_LOW };
  for (const text of texts) {
    // Encoding in blocks gives the same bytes and leaves nothing behind to be collected.
    let rest = text;
    while (rest !== '') {
      const { read, written } = encoder.encodeInto(rest, bytes);
      hash = hashed(hash, bytes, written);
      rest = read === rest.length ? '' : rest.slice(read);
    }
  }
  return hex(hash.high) + hex(hash.low);
}

type Hash = { readonly high: number; readonly low: number };

/** In whole numbers of 32 bits, as the words of half the size that their products fit. */
function hashed({ high, low }: Hash, bytes: Uint8Array, length: number): Hash {
  let [upper, lower] = [high | 0, low | 0];
  for (let at = 0; at < length; at += 1) {
    lower ^= bytes[at];
    const first = (lower & HALF) * PRIME_LOW;
    const second = (lower >>> HALF_BITS) * PRIME_LOW + (first >>> HALF_BITS);
    // The product by 2^40 lifts the lower word's last 24 bits into the upper word.
    upper = (Math.imul(upper, PRIME_LOW) + (second >>> HALF_BITS) + (lower << 8)) | 0;
    lower = (second << HALF_BITS) | (first & HALF);
  }
  return { high: upper >>> 0, low: lower >>> 0 };
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
