import { readFileSync } from 'node:fs';

import { endpoints, openApiDocument } from '@uplift/contracts';
import { expect, test } from 'vitest';

type Json = { readonly [key: string]: unknown };

const committed = new URL('../../../../packages/contracts/openapi.json', import.meta.url);
const document = openApiDocument();

/** Every object of a document, with the keys that lead to it. */
function* objectsOf(value: unknown, path: readonly string[] = []): Generator<[string[], Json]> {
  if (typeof value !== 'object' || value === null) return;
  yield [[...path], { ...value }];
  for (const [key, child] of Object.entries(value)) yield* objectsOf(child, [...path, key]);
}

test('the committed description is the one that the schemas give', () => {
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
});

test('every reference leads somewhere', () => {
  const schemas = [...objectsOf(document)].flatMap(([path]) =>
    path.length === 3 && path[1] === 'schemas' ? [path[2]] : [],
  );
  const targets = [...objectsOf(document)].flatMap(([, { $ref }]) =>
    typeof $ref === 'string' ? [$ref] : [],
  );

  expect(targets.length).toBeGreaterThan(20);
  for (const target of targets) {
    expect(schemas).toContain(target.replace('#/components/schemas/', ''));
  }
});

test('every parameter of a path is described, and nothing else is one', () => {
  for (const endpoint of endpoints) {
    const named = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(Object.keys(endpoint.params?.shape ?? {}))).toEqual(new Set(named));
  }
});

test('operations have ids of their own', () => {
  const ids = endpoints.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
});

test('every query parameter, and every secured operation, says what it is', () => {
  for (const endpoint of endpoints) {
    expect(endpoint.secured).toBe(
      Object.keys(endpoint.errors).includes('401') && endpoint.id !== 'receiveGithubDelivery',
    );
  }
  for (const [path, object] of objectsOf(document)) {
    if (object['in'] !== 'query') continue;
    expect(object['description'] ?? object['example'] ?? path.at(-1)).toBeTruthy();
  }
});
