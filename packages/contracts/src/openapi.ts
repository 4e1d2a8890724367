import { z } from 'zod';

import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { Problem } from './problem.ts';

/** A JSON object, as a document is made of. */
export type JsonObject = { readonly [key: string]: unknown };

const DESCRIPTION =
  'Did AI coding tools change how we ship, by how much, and how sure are we? Errors are application/problem+json (RFC 9457). Windows are half-open, [from, to), in UTC.';

/**
 * The API described as OpenAPI 3.1, made from the very schemas that requests are parsed with and
 * answers are tested by.
 */
export function openApiDocument(): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Uplift',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token that begins with upl_, made by `uplift token create`.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'uplift_session',
          description: 'The session of a signed-in browser.',
        },
      },
    },
  };
}

function operationOf(endpoint: Endpoint): JsonObject {
  const { id, tag, summary, description, secured, success } = endpoint;
  const parameters = [
    ...parametersOf('path', endpoint.params),
    ...parametersOf('query', endpoint.query),
    ...parametersOf('header', endpoint.headers),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: secured ? [{ token: [] }, { session: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.body !== undefined && {
      requestBody: bodyOf(endpoint.body, endpoint.isBodyOptional),
    }),
    responses: {
      ...problemResponses(endpoint),
      ...answerOf(success),
      ...(endpoint.otherwise !== undefined && answerOf(endpoint.otherwise)),
    },
  };
}

function answerOf({ status, schema, words, media }: Endpoint['success']): JsonObject {
  return {
    [status]: {
      description: words,
      content: { [media ?? 'application/json']: { schema: referenceTo(schema) } },
    },
  };
}

function problemResponses({ errors }: Endpoint): JsonObject {
  const all = { ...errors, 500: 'Our fault; the log tells more under the id in `instance`.' };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [
      status,
      {
        description,
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  );
}

function parametersOf(place: 'path' | 'query' | 'header', schema?: z.ZodObject): JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description, examples, ...described } = plain(inputSchema(field));
    return {
      name,
      in: place,
      required: place === 'path' || !accepts(field, undefined),
      ...(description !== undefined && { description }),
      schema: described,
      ...(Array.isArray(examples) && { example: examples[0] }),
    };
  });
}

function bodyOf(body: z.ZodType | 'bytes', isOptional = false): JsonObject {
  if (body === 'bytes') {
    return { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
  }
  return {
    required: !isOptional,
    content: { 'application/json': { schema: referenceTo(body) } },
  };
}

/** Schemas with an id, each once: those of answers and bodies, and what they are made of. */
function componentSchemas(): JsonObject {
  const answers = [Problem, ...endpoints.flatMap(schemasOfAnswers)];
  const bodies = endpoints.flatMap(({ body }) => (body instanceof z.ZodType ? [body] : []));
  const definitions = [
    ...answers.map((schema) => definitionsOf(z.toJSONSchema(schema, { io: 'output' }))),
    ...bodies.map((schema) => definitionsOf(inputSchema(schema))),
  ];
  return Object.fromEntries(definitions.flatMap((schemas) => Object.entries(schemas)));
}

function schemasOfAnswers({ success, otherwise }: Endpoint): z.ZodType[] {
  return otherwise === undefined ? [success.schema] : [success.schema, otherwise.schema];
}

/** Every schema with an id lies in the definitions of a stand-alone JSON Schema. */
function definitionsOf({ $defs = {} }: z.core.JSONSchema.BaseSchema): JsonObject {
  return Object.fromEntries(
    Object.entries($defs).map(([id, schema]) => [id, plain(pointToComponents(schema))]),
  );
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string'
        ? child.replace('#/$defs/', '#/components/schemas/')
        : pointToComponents(child),
    ]),
  );
}

function referenceTo(schema: z.ZodType): JsonObject {
  return { $ref: `#/components/schemas/${nameOf(schema)}` };
}

/** @throws {Error} if a schema of an answer or body carries no `id` */
function nameOf(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new Error('a schema of the contract has no id');
  return id;
}

function inputSchema(schema: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input' });
}

function accepts(schema: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

/** Drops what only a stand-alone JSON Schema carries. */
function plain(schema: unknown): JsonObject {
  if (typeof schema !== 'object' || schema === null) return {};
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id'),
  );
}
