import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

import type { PackedFile } from './packed-file.ts';

const FOREVER = 'public, max-age=31536000, immutable';

/** Names of files in here carry a hash of what is in them. */
const HASHED = '/static/';

/** Sends a file in the smallest form that the browser takes. */
export function sendFile(
  request: Request,
  response: Response,
  { address, file }: { readonly address: string; readonly file: PackedFile },
): void {
  const { encoding, content } = smallest(request, file);
  response.set('Content-Type', file.type).vary('Accept-Encoding');
  response.set('Cache-Control', address.startsWith(HASHED) ? FOREVER : 'no-cache');
  if (encoding !== null) response.set('Content-Encoding', encoding);
  response.set(
    'ETag',
    `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
  );
  response.send(content);
}

function smallest(request: Request, { plain, br, gzip }: PackedFile) {
  const wanted = request.acceptsEncodings(['br', 'gzip', 'identity']);
  if (wanted === 'br' && br !== null) return { encoding: 'br', content: br };
  if (wanted !== 'identity' && gzip !== null && request.acceptsEncodings('gzip') !== false) {
    return { encoding: 'gzip', content: gzip };
  }
  return { encoding: null, content: plain };
}
