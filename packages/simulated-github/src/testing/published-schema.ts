import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import type { DescribedHost, Description, Fragment } from './description.ts';
import { readDescription } from './description.ts';
import { componentsIn, toJsonSchema } from './json-schema.ts';

/** GitHub's answers and webhooks, held against what it publishes of them. */
export type PublishedSchema = {
  /** Whether GitHub has such an operation there, e.g. `GET /orgs/{org}`. */
  readonly hasOperation: (operation: string) => boolean;
  /**
   * Where the body of an answer departs from what an operation answers with a status, e.g. of
   * `GET /repos/{owner}/{repo}/pulls` with 200: keys that it must have and has not (`-.path`), keys
   * that are not described (`+.path`), and other values than are described (`.path: what`). An
   * undefined body is none at all. Errors, moves and 304, which GitHub describes here and there, may
   * be given anywhere.
   *
   * @throws {RangeError} if GitHub describes no such operation
   */
  readonly inAnswer: (operation: string, status: number, body: unknown) => readonly string[];
  /** The same of a webhook's payload. @throws {RangeError} if GitHub describes no such webhook */
  readonly inWebhook: (event: string, action: string | null, payload: unknown) => readonly string[];
};

/** What GitHub publishes for a kind of host; its components are read as they are needed. */
export function readPublishedSchema(host: DescribedHost = 'api.github.com'): PublishedSchema {
  const description = readDescription(host);
  const compare = comparer(description);
  return {
    hasOperation: description.hasOperation,
    inAnswer: (operation, status, body) => {
      const told = description.answerSchema(operation, status);
      const schema = told === undefined ? usualSchema(status) : told;
      if (schema === undefined) return [`status ${status}`];
      if (schema === null) return body === undefined ? [] : ['a body'];
      return body === undefined ? ['no body'] : compare(schema, body);
    },
    inWebhook: (event, action, payload) => {
      const schema = description.webhookSchema(event, action);
      if (schema === undefined) throw new RangeError(`no webhook ${event} ${action ?? ''}`);
      return compare(schema, payload);
    },
  };
}

const BASIC_ERROR: Fragment = { $ref: '#/components/schemas/basic-error' };

function usualSchema(status: number): Fragment | null | undefined {
  if (status === 304) return null;
  return status >= 400 || status === 301 ? BASIC_ERROR : undefined;
}

/** GitHub keeps whole seconds, and tells them in UTC. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

type Comparer = (schema: Fragment, document: unknown) => readonly string[];

function comparer({ component }: Description): Comparer {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('date-time', INSTANT);
  const known = new Map<Fragment, Fragment>();
  const register = (schema: Fragment): void => {
    for (const name of componentsIn(schema)) {
      if (ajv.schemas[name] !== undefined) continue;
      // Open, for whoever refers to it may add to it.
      const converted = toJsonSchema(component(name), true);
      ajv.addSchema(converted, name);
      register(converted);
    }
  };
  return (schema, document) => {
    const converted = known.get(schema) ?? toJsonSchema(schema);
    known.set(schema, converted);
    register(converted);
    const validate = ajv.compile(converted);
    return validate(document) ? [] : unique((validate.errors ?? []).map(departure));
  };
}

function departure({ instancePath, keyword, params, message }: ErrorObject): string {
  const path = instancePath.replaceAll(/\/\d+(?=\/|$)/g, '[]').replaceAll('/', '.');
  if (keyword === 'required') return `-${path}.${params['missingProperty']}`;
  if (keyword === 'unevaluatedProperties') return `+${path}.${params['unevaluatedProperty']}`;
  return `${path}: ${message ?? keyword}`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
