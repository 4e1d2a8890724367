import type { Request } from 'express';

const LONGEST = 200;

/** A parameter of the address as trimmed text; null if there is none, or too long a one. */
export function queryText(request: Request, name: string): string | null {
  return textFrom(request.query[name]);
}

/** A field of a form as trimmed text; null if there is none, or too long a one. */
export function formText(request: Request, name: string): string | null {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return null;
  return textFrom(new Map<string, unknown>(Object.entries(body)).get(name));
}

function textFrom(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > LONGEST ? null : text;
}

/** A cookie that a request brings along, as it stands there; null if there is none of the name. */
export function cookieText(request: Request, name: string): string | null {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}
