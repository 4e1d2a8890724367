import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** What can be asked for by its global id; within another object only what it is, and the id. */
const addressable: ReadonlySet<string> = new Set([
  'Bot',
  'Deployment',
  'Organization',
  'PullRequest',
  'Repository',
  'Team',
  'User',
]);

/**
 * A selection of every field that a type has and that needs no argument, and of the objects behind
 * them as far as these cannot be asked for by themselves. Each field goes by the name `Type_field`,
 * for the types of a union may have other fields of one name.
 */
export function everyField(typeName: string, schema: GraphQLSchema): string {
  const type = schema.getType(typeName);
  return type === undefined ? '' : selectionOf(type, { schema, within: [] });
}

type Asking = {
  readonly schema: GraphQLSchema;
  /** The types that lead here, of which none is asked again. */
  readonly within: readonly string[];
};

function selectionOf(type: GraphQLNamedType, asking: Asking): string {
  if (isObjectType(type)) return `{ __typename ${fieldsOf(type, asking).join(' ')} }`;
  if (!isUnionType(type) && !isInterfaceType(type)) return '';
  const kinds = asking.schema.getPossibleTypes(type);
  const parts = kinds.map((kind) => `... on ${kind.name} ${selectionOf(kind, asking)}`);
  return `{ __typename ${parts.join(' ')} }`;
}

function fieldsOf(type: GraphQLObjectType, { schema, within }: Asking): readonly string[] {
  const isKnown = within.length > 0 && addressable.has(type.name);
  const fields = Object.values(type.getFields()).filter(({ name }) => !isKnown || name === 'id');
  const inside = { schema, within: [...within, type.name] };
  return fields.flatMap((field) => fieldOf(field, type.name, inside));
}

function fieldOf(
  field: GraphQLField<unknown, unknown>,
  holder: string,
  asking: Asking,
): readonly string[] {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument) || asking.within.slice(1).includes(type.name)) return [];
  const size = field.args.some(({ name }) => name === 'first') ? '(first: 20)' : '';
  return [`${holder}_${field.name}: ${field.name}${size} ${selectionOf(type, asking)}`];
}
