import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Keeps secrets encrypted, for a database that others may read or copy. */
export type Vault = {
  /**
   * Encrypts a text (AES-256-GCM, a nonce of its own each time).
   *
   * @param context - what it belongs to, such as `github-app/7`; it opens in that place alone
   */
  readonly seal: (text: string, context: string) => Uint8Array;
  /**
   * Decrypts what {@link Vault.seal} made.
   *
   * @throws {VaultError} if it was made with another secret, for another context, or was changed
   */
  readonly open: (sealed: Uint8Array, context: string) => string;
};

/** Something sealed that does not open, and why; never holds a secret. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  /** `other_secret`: made with another secret; `damaged`: changed, or moved to another place. */
  readonly reason: 'other_secret' | 'damaged';

  constructor(reason: VaultError['reason']) {
    super(
      reason === 'other_secret'
        ? 'what is stored was encrypted with another UPLIFT_SECRET'
        : 'what is stored encrypted was changed, or belongs elsewhere',
    );
    this.reason = reason;
  }
}

/** The shortest secret that a vault takes, in bytes. */
export const SHORTEST_VAULT_SECRET = 32;

const VERSION = 1;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

/**
 * A vault for a secret. Its key is derived (HKDF-SHA-256, RFC 5869), so that the same secret may
 * serve other purposes under other names. What is sealed begins with a version and the id of the
 * key, by which a changed secret is told from damage.
 *
 * @throws {RangeError} if the secret is shorter than {@link SHORTEST_VAULT_SECRET}
 */
export function createVault(secret: string): Vault {
  if (Buffer.byteLength(secret) < SHORTEST_VAULT_SECRET) {
    throw new RangeError(`the secret must be at least ${SHORTEST_VAULT_SECRET} bytes long`);
  }
  const key = derived(secret, 'uplift/vault/key', 32);
  const keyId = derived(secret, 'uplift/vault/key-id', KEY_ID_BYTES);

  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const head = Buffer.concat([Buffer.of(VERSION), keyId, nonce]);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(boundTo(head, context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([head, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < HEAD_BYTES + TAG_BYTES || bytes[0] !== VERSION) {
        throw new VaultError('damaged');
      }
      const head = bytes.subarray(0, HEAD_BYTES);
      if (!timingSafeEqual(head.subarray(1, 1 + KEY_ID_BYTES), keyId)) {
        throw new VaultError('other_secret');
      }
      const nonce = head.subarray(1 + KEY_ID_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(head, context));
      decipher.setAuthTag(bytes.subarray(HEAD_BYTES, HEAD_BYTES + TAG_BYTES));
      return opened(decipher, bytes.subarray(HEAD_BYTES + TAG_BYTES));
    },
  };
}

function derived(secret: string, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, length));
}

/** Version and key id are vouched for as well. */
function boundTo(head: Buffer, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(context, 'utf8')]);
}

function opened(decipher: ReturnType<typeof createDecipheriv>, body: Buffer): string {
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new VaultError('damaged');
  }
}
