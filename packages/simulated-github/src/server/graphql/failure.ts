import { GraphQLError } from 'graphql';

/** The types that GitHub writes beside the message of a GraphQL error. */
export type FailureType =
  | 'EXCESSIVE_PAGINATION'
  | 'FORBIDDEN'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'MAX_NODE_LIMIT_EXCEEDED'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'NOT_FOUND'
  | 'RESOURCE_LIMITS_EXCEEDED';

/** An error of one field: its value is null, and the rest of the answer stands. */
export function failure(type: FailureType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** The App has no permission for a field. */
export function forbidden(): GraphQLError {
  return failure('FORBIDDEN', 'Resource not accessible by integration');
}

/** An error as GitHub writes it: the type and the code stand beside the message. */
export type WrittenError = {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly message: string;
};

/** Writes an error of a query or of a field. */
export function writtenError({ message, path, locations, extensions }: GraphQLError): WrittenError {
  const type = extensions['type'];
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(locations === undefined ? {} : { locations }),
    message,
  };
}
