import type { Fragment } from './description.ts';
import { fragmentOf } from './description.ts';

/** What is only told to readers, and would cost the validator time. */
const SILENT: ReadonlySet<string> = new Set([
  'description',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'title',
  'default',
  'readOnly',
  'writeOnly',
  'discriminator',
]);

const UNIONS = ['oneOf', 'anyOf', 'allOf'] as const;

const COMPONENT = /^#\/components\/schemas\//;

/**
 * A schema of OpenAPI 3.0 as JSON Schema (2020-12), stricter than it was written: an object may
 * have no keys but those that are described. `nullable` is told as a type, and `oneOf` as `anyOf`,
 * because GitHub's alternatives overlap. References are told by the component's name.
 *
 * @param isPart - whether the object is completed by others beside it, in `allOf` and the like:
 * then these tell together which keys there are
 */
export function toJsonSchema(schema: Fragment, isPart = false): Fragment {
  const { nullable, $ref } = schema;
  if (typeof $ref === 'string') {
    const to = { $ref: $ref.replace(COMPONENT, '') };
    return orNull(isPart ? to : { ...to, unevaluatedProperties: false }, nullable);
  }
  const isUnion = UNIONS.some((union) => union in schema);
  const plain = plainKeys(schema);
  if (isUnion) return orNull({ ...plain, ...unionKeys(schema), ...closed(isPart) }, nullable);
  const isObject = 'properties' in schema || schema['type'] === 'object';
  const typed = nullable === true ? withNull(plain) : plain;
  return isObject ? { ...typed, ...objectKeys(schema), ...closed(isPart) } : typed;
}

/** Keys are judged where all parts of an object are known. */
function closed(isPart: boolean): Fragment {
  return isPart ? {} : { unevaluatedProperties: false };
}

function plainKeys(schema: Fragment): Fragment {
  const kept = Object.entries(schema).filter(
    ([key]) => !SILENT.has(key) && !key.startsWith('x-') && !STRUCTURE.has(key),
  );
  const { items } = schema;
  const list = items === undefined ? {} : { items: toJsonSchema(fragmentOf(items)) };
  return { ...Object.fromEntries(kept), ...list };
}

const STRUCTURE: ReadonlySet<string> = new Set([
  ...UNIONS,
  'nullable',
  'properties',
  'additionalProperties',
  'items',
]);

function unionKeys(schema: Fragment): Fragment {
  const told = UNIONS.flatMap((union): [string, readonly Fragment[]][] => {
    const parts = schema[union];
    if (!Array.isArray(parts)) return [];
    const name = union === 'oneOf' ? 'anyOf' : union;
    return [[name, parts.map((part) => toJsonSchema(fragmentOf(part), true))]];
  });
  const own = 'properties' in schema ? propertyKeys(schema) : {};
  return { ...own, ...Object.fromEntries(told) };
}

function objectKeys(schema: Fragment): Fragment {
  const { additionalProperties: others } = schema;
  const isOpen = others === true || (others === undefined && !('properties' in schema));
  if (isOpen) return { ...propertyKeys(schema), additionalProperties: true };
  if (others === undefined || others === false) return propertyKeys(schema);
  return { ...propertyKeys(schema), additionalProperties: toJsonSchema(fragmentOf(others)) };
}

function propertyKeys({ properties }: Fragment): Fragment {
  if (properties === undefined) return {};
  const told = Object.entries(fragmentOf(properties)).map(([key, value]) => [
    key,
    toJsonSchema(fragmentOf(value)),
  ]);
  return { properties: Object.fromEntries(told) };
}

function withNull(schema: Fragment): Fragment {
  const { type, enum: words } = schema;
  const open = type === undefined ? {} : { type: [type, 'null'] };
  return Array.isArray(words)
    ? { ...schema, ...open, enum: [...words, null] }
    : { ...schema, ...open };
}

function orNull(schema: Fragment, nullable: unknown): Fragment {
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/** The names of the components that a schema refers to. */
export function componentsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(componentsIn);
  const own = '$ref' in schema && typeof schema.$ref === 'string' ? [schema.$ref] : [];
  return [...own, ...Object.values(schema).flatMap(componentsIn)];
}
