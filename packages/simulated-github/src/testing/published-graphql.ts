import { schema as published } from '@octokit/graphql-schema';
import type { GraphQLField, GraphQLSchema, GraphQLScalarType } from 'graphql';
import {
  buildSchema,
  DangerousChangeType,
  execute,
  findBreakingChanges,
  findDangerousChanges,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  print,
  validate,
  visit,
} from 'graphql';

/** Queries and answers, held against the GraphQL schema that GitHub publishes. */
export type PublishedGraphQL = {
  /** What GitHub would say is wrong with a query; nothing if it would answer it. */
  readonly inQuery: (query: string) => readonly string[];
  /**
   * Where an answer departs from what the schema promises of that query: a null or a type that cannot
   * be, a value that an enum or a scalar does not have, a key too many or too few. Of objects that may
   * be of several types the query must ask `__typename`, see {@link withTypeNames}.
   */
  readonly inAnswer: (asked: AskedGraphQL, data: unknown) => readonly string[];
  /** Where a schema that shall be a part of GitHub's says other things than it. */
  readonly inSchema: (part: GraphQLSchema) => readonly string[];
};

/** A query with what stands for its variables. */
type AskedGraphQL = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
};

/** Reads the schema: some 1.2 MB of text, so once for a test file. */
export function readPublishedGraphQL(): PublishedGraphQL {
  const schema = buildSchema(published.idl, { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) keepToForm(type);
  }
  return {
    inQuery: (query) => validate(schema, parse(query)).map(({ message }) => message),
    inAnswer: (asked, data) => departuresOf(schema, asked, data),
    inSchema: (part) => [...changesFrom(part, schema), ...typesApart(part, schema)],
  };
}

/** How the scalars are written that are more than text; GitHub keeps whole seconds. */
const forms: Readonly<Record<string, RegExp>> = {
  BigInt: /^-?\d+$/,
  DateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  GitObjectID: /^[0-9a-f]{40}$/,
  GitTimestamp: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/,
  ID: /^./,
  String: /^/,
  URI: /^(https:\/)?\/[^\s]+$/,
};

/** A value of a scalar is passed on only as it is, if it has the form. */
function keepToForm(type: GraphQLScalarType): void {
  const form = forms[type.name];
  if (form === undefined) return;
  type.serialize = (value) => {
    if (typeof value === 'string' && form.test(value)) return value;
    throw new TypeError(`${JSON.stringify(value)} is no ${type.name}`);
  };
}

/** Answers the query out of the answer itself, by GitHub's schema; what differs then is a departure. */
function departuresOf(
  schema: GraphQLSchema,
  { query, variables = {} }: AskedGraphQL,
  data: unknown,
): readonly string[] {
  const result = execute({
    schema,
    document: parse(query),
    rootValue: data,
    variableValues: variables,
    fieldResolver: (source, ...[, , { path }]) => valueAt(source, path.key),
    typeResolver: (source) => String(valueAt(source, '__typename')),
  });
  if (result instanceof Promise) throw new TypeError('an answer is no promise');
  const wrong = (result.errors ?? []).map(({ message, path }) => `${placeOf(path)}: ${message}`);
  return [...new Set([...wrong, ...differences(data, result.data, '')])];
}

function valueAt(source: unknown, key: string | number): unknown {
  return entriesOf(source).get(String(key));
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** A path with its lists as such, so that what is wrong everywhere is said once. */
function placeOf(path: readonly (string | number)[] = []): string {
  return path.map((key) => (typeof key === 'number' ? '[]' : `.${key}`)).join('');
}

/** Where what was told is not what follows from the query and the schema. */
function differences(told: unknown, due: unknown, place: string): readonly string[] {
  if (due === null && told !== null) return [];
  if (typeof due !== 'object' || due === null) {
    return told === due ? [] : [`${place}: ${JSON.stringify(told)}, not ${JSON.stringify(due)}`];
  }
  const known = entriesOf(due);
  return [...entriesOf(told)].flatMap(([key, value]) => {
    const here = Array.isArray(told) ? `${place}[]` : `${place}.${key}`;
    return known.has(key) ? differences(value, known.get(key), here) : [`${here}: not asked for`];
  });
}

/** What someone who knows the part would stumble over in the whole. */
function changesFrom(part: GraphQLSchema, whole: GraphQLSchema): readonly string[] {
  const defaults = findDangerousChanges(part, whole).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(part, whole), ...defaults].map(({ description }) => description);
}

/** Fields that may be null in one of the two schemas and not in the other, or are of other types. */
function typesApart(part: GraphQLSchema, whole: GraphQLSchema): readonly string[] {
  const described = new Map(fieldsOf(whole));
  return fieldsOf(part).flatMap(([name, field]) => {
    const theirs = described.get(name)?.type;
    const isSame = theirs === undefined || String(theirs) === String(field.type);
    return isSame ? [] : [`${name} is ${String(theirs)}, not ${String(field.type)}`];
  });
}

type NamedField = readonly [name: string, field: GraphQLField<unknown, unknown>];

function fieldsOf(schema: GraphQLSchema): readonly NamedField[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.entries(type.getFields()).map(
          ([name, field]) => [`${type.name}.${name}`, field] as const,
        )
      : [],
  );
}

/** The same query, asking of every object what it is. */
export function withTypeNames(query: string): string {
  const typeName = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  const document = visit(parse(query), {
    SelectionSet: (set) => ({ ...set, selections: [typeName, ...set.selections] }),
  });
  return print(document);
}
