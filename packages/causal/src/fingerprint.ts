const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;
/** The 64-bit FNV prime is 2^40 plus this. */
const PRIME_LOW = 0x1b3;
const WORD = 2 ** 32;

/**
 * 64-bit FNV-1a over the UTF-8 bytes of the texts in a row. It tells inputs apart that differ by
 * accident; it is no cryptographic hash and withstands no forger.
 *
 * @param texts - hashed one after the other; the seams between them leave no trace
 * @returns 16 lower-case hexadecimal digits
 */
export function fingerprint(texts: Iterable<string>): string {
  const encoder = new TextEncoder();
  let high = OFFSET_HIGH;
  let low = OFFSET_LOW;
  for (const text of texts) {
    for (const byte of encoder.encode(text)) {
      low = (low ^ byte) >>> 0;
      const product = low * PRIME_LOW;
      // The product by 2^40 lifts the lower word's last 24 bits into the upper word.
      high = (high * PRIME_LOW + Math.floor(product / WORD) + ((low << 8) >>> 0)) >>> 0;
      low = product >>> 0;
    }
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
