import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  validate,
} from 'graphql';

import type { WrittenError } from './failure.ts';
import { writtenError } from './failure.ts';
import type { Price } from './price.ts';
import { priceOf } from './price.ts';
import { schema } from './schema/schema.ts';
import type { Scene } from './scene.ts';
import { queryView } from './views/query.ts';

/** What a client sends. */
export type Question = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
};

/** A question that can be answered, and what the answer costs. */
export type ReadQuestion = {
  readonly document: DocumentNode;
  readonly question: Question;
  readonly price: Price;
};

/** An answer; errors of fields stand beside the data, other errors alone. */
export type GraphQLAnswer = {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly WrittenError[];
};

/** Reads a question: all that is wrong with it, or what it costs. Nothing is looked up yet. */
export function readQuestion(question: Question): ReadQuestion | readonly GraphQLError[] {
  try {
    const { document, errors } = documentOf(question.query);
    return errors.length > 0 ? errors : pricedQuestion(document, question);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function pricedQuestion(
  document: DocumentNode,
  question: Question,
): ReadQuestion | readonly GraphQLError[] {
  const operation = getOperationAST(document, question.operationName);
  if (!operation) return [new GraphQLError('An operation name is required')];
  const coerced = coercedVariables(operation, question);
  if (coerced.errors !== undefined) return coerced.errors;
  const fragments = fragmentsOf(document);
  const price = priceOf({ operation, fragments, variables: coerced.coerced });
  return { document, question, price };
}

function coercedVariables(operation: OperationDefinitionNode, { variables }: Question) {
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables);
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
}

/** Looks up what a question asks for. */
export async function answerQuestion(read: ReadQuestion, scene: Scene): Promise<GraphQLAnswer> {
  const { document, question } = read;
  const result = await execute({
    schema,
    document,
    rootValue: queryView(scene),
    variableValues: question.variables,
    operationName: question.operationName,
  });
  const { data = null, errors } = result;
  return errors === undefined ? { data } : { data, errors: errors.map(writtenError) };
}

type ReadDocument = { readonly document: DocumentNode; readonly errors: readonly GraphQLError[] };

const MOST_DOCUMENTS = 50;

/** The last queries: clients ask the same ones, page after page. */
const documents = new Map<string, ReadDocument>();

/** @throws {GraphQLError} if the text is no GraphQL */
function documentOf(query: string): ReadDocument {
  const known = documents.get(query);
  if (known !== undefined) return known;
  const document = parse(query, { maxTokens: 10_000 });
  const read = { document, errors: validate(schema, document) };
  const [oldest] = documents.keys();
  if (documents.size >= MOST_DOCUMENTS && oldest !== undefined) documents.delete(oldest);
  documents.set(query, read);
  return read;
}
