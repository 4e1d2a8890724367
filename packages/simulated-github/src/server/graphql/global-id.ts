/** What a global node id names: a kind, and the numeric ids within it. */
export type GlobalId = { readonly prefix: string; readonly ids: readonly number[] };

const FORM = /^([A-Z]+)_([\w-]+)$/;
const UINT32 = 0xce;
const UINT64 = 0xcf;
/** An array of one in MessagePack; each id makes it one longer. */
const ARRAY_OF_ONE = 0x91;

/** Reads an id in GitHub's present format; null if it is none. */
export function readGlobalId(text: string): GlobalId | null {
  const [, prefix, packed] = FORM.exec(text) ?? [];
  if (prefix === undefined || packed === undefined) return null;
  const bytes = Buffer.from(packed, 'base64url');
  const ids: number[] = [];
  let at = 2;
  while (at < bytes.length) {
    const wide = bytes[at] === UINT64;
    const end = at + (wide ? 9 : 5);
    if ((!wide && bytes[at] !== UINT32) || end > bytes.length) return null;
    ids.push(wide ? Number(bytes.readBigUInt64BE(at + 1)) : bytes.readUInt32BE(at + 1));
    at = end;
  }
  return bytes[0] === ARRAY_OF_ONE + ids.length && bytes[1] === 0 ? { prefix, ids } : null;
}
