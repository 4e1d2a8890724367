import type { Expression, PropertyKey, TSSignature, TSType } from 'oxc-parser';

/** What a TypeScript type says of a JSON value. */
export type Schema =
  | { readonly kind: 'anything' }
  | { readonly kind: 'plain'; readonly type: 'string' | 'number' | 'boolean' | 'null' }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'list'; readonly of: () => Schema }
  | { readonly kind: 'choice'; readonly of: readonly Schema[] }
  | ObjectSchema;

/** An object: its keys, and what any other key may hold (null if there may be none). */
export type ObjectSchema = {
  readonly kind: 'object';
  readonly keys: ReadonlyMap<string, KeySchema>;
  readonly others: (() => Schema) | null;
};

type KeySchema = { readonly schema: () => Schema; readonly optional: boolean };

/** The members of a type or an interface, by name. */
export type Members = ReadonlyMap<string, TSType>;

/** Follows types to what they stand for; each is read once, and not before it is asked for. */
export type Reader = {
  /** The exported interfaces, by name. */
  readonly types: ReadonlyMap<string, Members>;
  readonly read: (node: TSType) => Schema;
};

const ANYTHING: Schema = { kind: 'anything' };

/** A reader of types that refer to each other as `interface["key"]["key"]`. */
export function createReader(types: ReadonlyMap<string, Members>): Reader {
  const known = new WeakMap<TSType, Schema>();
  const reader: Reader = {
    types,
    read: (node) => {
      const schema = known.get(node) ?? schemaOf(node, reader);
      known.set(node, schema);
      return schema;
    },
  };
  return reader;
}

/** The properties among signatures. */
export function membersOf(signatures: readonly TSSignature[]): Members {
  const members = new Map<string, TSType>();
  for (const signature of signatures) {
    if (signature.type === 'TSPropertySignature' && signature.typeAnnotation) {
      members.set(nameOf(signature.key), signature.typeAnnotation.typeAnnotation);
    }
  }
  return members;
}

function nameOf(key: PropertyKey): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

const plainTypes = new Map<TSType['type'], 'string' | 'number' | 'boolean' | 'null'>([
  ['TSStringKeyword', 'string'],
  ['TSNumberKeyword', 'number'],
  ['TSBigIntKeyword', 'number'],
  ['TSBooleanKeyword', 'boolean'],
  ['TSNullKeyword', 'null'],
]);

function schemaOf(node: TSType, reader: Reader): Schema {
  const { read } = reader;
  const type = plainTypes.get(node.type);
  if (type !== undefined) return { kind: 'plain', type };
  if (node.type === 'TSLiteralType') return { kind: 'literal', value: literalOf(node.literal) };
  if (node.type === 'TSArrayType') return { kind: 'list', of: () => read(node.elementType) };
  if (node.type === 'TSParenthesizedType') return read(node.typeAnnotation);
  if (node.type === 'TSUnionType') return { kind: 'choice', of: node.types.map(read) };
  if (node.type === 'TSIntersectionType') return node.types.map(read).reduce(both);
  if (node.type === 'TSTypeLiteral') return objectOf(node.members, reader);
  if (node.type === 'TSIndexedAccessType') return read(targetOf(node, reader));
  return node.type === 'TSTypeReference' ? referredTo(node, reader) : ANYTHING;
}

function literalOf(literal: Expression): unknown {
  if (literal.type === 'Literal') return literal.value;
  if (literal.type !== 'UnaryExpression' || literal.argument.type !== 'Literal') return undefined;
  return -Number(literal.argument.value);
}

function objectOf(signatures: readonly TSSignature[], { read }: Reader): ObjectSchema {
  const keys = new Map<string, KeySchema>();
  let others: (() => Schema) | null = null;
  for (const signature of signatures) {
    if (signature.type === 'TSIndexSignature') {
      const { typeAnnotation } = signature.typeAnnotation;
      others = () => read(typeAnnotation);
    }
    if (signature.type === 'TSPropertySignature' && signature.typeAnnotation) {
      const { typeAnnotation } = signature.typeAnnotation;
      const schema = () => read(typeAnnotation);
      keys.set(nameOf(signature.key), { schema, optional: signature.optional });
    }
  }
  return { kind: 'object', keys, others };
}

/** An intersection of objects has the keys of both; of two choices, any pair may be meant. */
function both(a: Schema, b: Schema): Schema {
  if (a.kind === 'choice') return { kind: 'choice', of: a.of.map((one) => both(one, b)) };
  if (b.kind === 'choice') return { kind: 'choice', of: b.of.map((one) => both(a, one)) };
  if (a.kind !== 'object') return b;
  if (b.kind !== 'object') return a;
  const keys = new Map([...a.keys, ...b.keys]);
  return { kind: 'object', keys, others: a.others ?? b.others };
}

/** `OneOf<[A, B]>` is a choice; `Record<string, never>` is how "any object" is published. */
function referredTo(node: Extract<TSType, { type: 'TSTypeReference' }>, { read }: Reader): Schema {
  const [first] = node.typeArguments?.params ?? [];
  const isChoice = node.typeName.type === 'Identifier' && node.typeName.name === 'OneOf';
  if (!isChoice || first?.type !== 'TSTupleType') return ANYTHING;
  const choices = first.elementTypes.flatMap((one) =>
    one.type === 'TSOptionalType' || one.type === 'TSRestType' || one.type === 'TSNamedTupleMember'
      ? []
      : [read(one)],
  );
  return { kind: 'choice', of: choices };
}

type IndexedAccess = Extract<TSType, { type: 'TSIndexedAccessType' }>;

/** `components["schemas"]["x"]`, followed to what stands there. */
function targetOf({ objectType, indexType }: IndexedAccess, reader: Reader): TSType {
  const key = indexType.type === 'TSLiteralType' ? String(literalOf(indexType.literal)) : '';
  if (objectType.type === 'TSTypeReference' && objectType.typeName.type === 'Identifier') {
    return memberOf(reader.types.get(objectType.typeName.name), key);
  }
  const holder =
    objectType.type === 'TSIndexedAccessType' ? targetOf(objectType, reader) : objectType;
  return memberOf(holder.type === 'TSTypeLiteral' ? membersOf(holder.members) : undefined, key);
}

/** The member of a name. @throws {RangeError} if there is none */
export function memberOf(members: Members | undefined, key: string): TSType {
  const node = members?.get(key);
  if (node === undefined) throw new RangeError(`GitHub publishes no ${key}`);
  return node;
}
