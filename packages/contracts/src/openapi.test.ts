import { describe, expect, it } from 'vitest';

import { endpoints } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

/** Every `$ref` below a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item] : refsIn(item),
  );
}

/** What a reference within the document points at. */
function resolve(document: unknown, ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).find(([name]) => name === key)?.[1]
          : undefined,
      document,
    );
}

describe('the description of the API', () => {
  const document = openApiDocument();
  const text = JSON.stringify(document);

  it('is OpenAPI 3.1 and plain JSON', () => {
    expect(document['openapi']).toBe('3.1.0');
    expect(JSON.parse(text)).toEqual(document);
  });

  it('points at nothing that it does not hold', () => {
    const refs = [...new Set(refsIn(document))];
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([]);
  });

  it('names every endpoint once', () => {
    const ids = endpoints.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(endpoints.map(({ id, path, method }) => ({ id, path, method })))(
    '$id declares the parameters of its path',
    ({ path, method }) => {
      const paths = Object.entries(document['paths'] ?? {});
      const operations: unknown = paths.find(([name]) => name === path)?.[1];
      const operation = JSON.stringify(resolve(operations, method));
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const name of names) expect(operation).toContain(`"name":"${name}","in":"path"`);
    },
  );
});
