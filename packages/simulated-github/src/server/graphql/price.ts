import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
} from 'graphql';

import { failure } from './failure.ts';
import { schema } from './schema/schema.ts';

/** What a query costs, as GitHub reckons it before anything is looked up. */
export type Price = {
  /** Points of the hour. */
  readonly cost: number;
  /** The most nodes that the answer can have. */
  readonly nodeCount: number;
};

/** A query that is valid by the schema, with its variables. */
export type Priced = {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
};

const MOST_ON_PAGE = 100;
const MOST_NODES = 500_000;
const REQUESTS_FOR_A_POINT = 100;

/**
 * The points of a query: each connection is one request for each of its parents, every page taken
 * for full; the sum is divided by 100 and rounded, and is at least 1.
 *
 * @throws {GraphQLError} if a connection whose items are asked for has neither `first` nor `last`, if
 * one has more than 100 of them, or the query asks for more than 500,000 nodes
 */
export function priceOf(priced: Priced): Price {
  const sum = { requests: 0, nodes: 0 };
  const root = schema.getQueryType();
  if (root) add({ set: priced.operation.selectionSet, type: root, parents: 1 }, { ...priced, sum });
  if (sum.nodes > MOST_NODES) {
    const message = `This query requests up to ${grouped(sum.nodes)} possible nodes which exceeds the maximum limit of ${grouped(MOST_NODES)}.`;
    throw failure('MAX_NODE_LIMIT_EXCEEDED', message);
  }
  const cost = Math.max(1, Math.round(sum.requests / REQUESTS_FOR_A_POINT));
  return { cost, nodeCount: sum.nodes };
}

type Visit = {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType;
  readonly parents: number;
};

type Reckoning = Priced & { readonly sum: { requests: number; nodes: number } };

function add(visit: Visit, reckoning: Reckoning): void {
  for (const selection of visit.set.selections) {
    if (isIncluded(selection, reckoning)) addSelection(selection, visit, reckoning);
  }
}

function addSelection(selection: SelectionNode, visit: Visit, reckoning: Reckoning): void {
  switch (selection.kind) {
    case Kind.FIELD:
      addField(selection, visit, reckoning);
      return;
    case Kind.INLINE_FRAGMENT: {
      const type = typeNamed(selection.typeCondition?.name.value) ?? visit.type;
      add({ ...visit, set: selection.selectionSet, type }, reckoning);
      return;
    }
    case Kind.FRAGMENT_SPREAD:
      break;
  }
  const fragment = reckoning.fragments.get(selection.name.value);
  if (fragment === undefined) return;
  const type = typeNamed(fragment.typeCondition.name.value) ?? visit.type;
  add({ ...visit, set: fragment.selectionSet, type }, reckoning);
}

function addField(node: FieldNode, { type, parents }: Visit, reckoning: Reckoning): void {
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  const field = type.getFields()[node.name.value];
  if (field === undefined || node.selectionSet === undefined) return;
  const inner = getNamedType(field.type);
  let children = parents;
  const args = getArgumentValues(field, node, reckoning.variables);
  if (inner.name.endsWith('Connection')) {
    const size = pageSize(field, args);
    if (size === null && asksForItems(node.selectionSet, reckoning)) throw unbounded(field.name);
    children *= size ?? 0;
    reckoning.sum.requests += parents;
    reckoning.sum.nodes += children;
  }
  if (Array.isArray(args['ids'])) children *= args['ids'].length;
  add({ set: node.selectionSet, type: inner, parents: children }, reckoning);
}

/** How many items a page has at most; null if it is not said. */
function pageSize(
  { name }: GraphQLField<unknown, unknown>,
  args: Record<string, unknown>,
): number | null {
  const [which, size] =
    typeof args['first'] === 'number' ? ['first', args['first']] : ['last', args['last']];
  if (typeof size !== 'number') return null;
  if (size < 0) {
    const message = `\`${which}\` on the \`${name}\` connection cannot be less than zero.`;
    throw failure('EXCESSIVE_PAGINATION', message);
  }
  if (size > MOST_ON_PAGE) {
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${which}\` limit of ${MOST_ON_PAGE} records.`;
    throw failure('EXCESSIVE_PAGINATION', message);
  }
  return size;
}

/** Who only counts the items need not say how many of them. */
function asksForItems({ selections }: SelectionSetNode, reckoning: Reckoning): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === 'nodes' || selection.name.value === 'edges';
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return asksForItems(selection.selectionSet, reckoning);
    }
    const fragment = reckoning.fragments.get(selection.name.value);
    return fragment !== undefined && asksForItems(fragment.selectionSet, reckoning);
  });
}

function unbounded(name: string) {
  const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
  return failure('MISSING_PAGINATION_BOUNDARIES', message);
}

function isIncluded(selection: SelectionNode, { variables }: Reckoning): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

function typeNamed(name: string | undefined): GraphQLNamedType | undefined {
  return name === undefined ? undefined : schema.getType(name);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
