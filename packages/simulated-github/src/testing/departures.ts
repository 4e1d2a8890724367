import type { ObjectSchema, Schema } from './read-schema.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * Where a JSON document departs from a schema: keys that it must have and has not (`-.path`), keys
 * that the schema does not know (`+.path`), and values of another kind (`.path: kind`). Of choices
 * the one with the fewest departures is meant. Instants (`…_at`) must be whole seconds in UTC.
 */
export function departures(document: unknown, schema: Schema, path = ''): readonly string[] {
  switch (schema.kind) {
    case 'anything':
      return [];
    case 'plain':
      return kindOf(document) === schema.type
        ? wrongInstant(document, path)
        : [wrong(document, path)];
    case 'literal':
      return document === schema.value ? [] : [wrong(document, path)];
    case 'list': {
      if (!Array.isArray(document)) return [wrong(document, path)];
      const elements: readonly unknown[] = document;
      return unique(elements.flatMap((one) => departures(one, schema.of(), `${path}[]`)));
    }
    case 'choice':
      return leastDepartures(document, schema.of, path);
    case 'object':
      break;
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return [wrong(document, path)];
  }
  return objectDepartures({ ...document }, schema, path);
}

function objectDepartures(
  document: Readonly<Record<string, unknown>>,
  { keys, others }: ObjectSchema,
  path: string,
): readonly string[] {
  const missing = [...keys]
    .filter(([key, { optional }]) => !optional && !(key in document))
    .map(([key]) => `-${path}.${key}`);
  const told = Object.entries(document).flatMap(([key, value]) => {
    const schema = keys.get(key)?.schema ?? others;
    return schema ? departures(value, schema(), `${path}.${key}`) : [`+${path}.${key}`];
  });
  return [...missing, ...told];
}

/** By the choice that comes nearest; one of another kind altogether is far off. */
function leastDepartures(
  document: unknown,
  choices: readonly Schema[],
  path: string,
): readonly string[] {
  const otherKind = wrong(document, path);
  const found = choices.map((one) => departures(document, one, path));
  const distance = (one: readonly string[]) => (one[0] === otherKind ? Infinity : one.length);
  return found.toSorted((a, b) => distance(a) - distance(b))[0] ?? [otherKind];
}

function wrongInstant(document: unknown, path: string): readonly string[] {
  const isInstant = path.endsWith('_at') && typeof document === 'string';
  return isInstant && !INSTANT.test(document) ? [`${path}: ${document}`] : [];
}

function wrong(document: unknown, path: string): string {
  const kind = kindOf(document);
  return `${path}: ${kind === 'string' ? JSON.stringify(document) : kind}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
