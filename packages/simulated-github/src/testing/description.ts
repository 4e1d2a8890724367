import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A JSON object of a description. */
export type Fragment = Readonly<Record<string, unknown>>;

/** What GitHub publishes of its REST operations and webhooks for one kind of host. */
export type Description = {
  /** Whether there is an operation, such as `GET /orgs/{org}`. */
  readonly hasOperation: (operation: string) => boolean;
  /** Of the answer of an operation with a status; null if it has no body, undefined if unknown. */
  readonly answerSchema: (operation: string, status: number) => Fragment | null | undefined;
  /** Of the payload of a webhook; undefined if there is no such one. */
  readonly webhookSchema: (event: string, action: string | null) => Fragment | undefined;
  /** The schema that is referred to as `#/components/schemas/NAME`. @throws {RangeError} */
  readonly component: (name: string) => Fragment;
};

/** Which description: of github.com, of enterprises there, or of a server of one's own. */
export type DescribedHost = 'api.github.com' | 'ghec' | 'ghes-3.19';

/** Reads a description out of GitHub's package: some 13 MB of JSON, so once for a test file. */
export function readDescription(host: DescribedHost): Description {
  const file = createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${host}.json`);
  const document = fragmentOf(JSON.parse(readFileSync(file, 'utf8')));
  const resolved = (fragment: Fragment): Fragment => {
    const { $ref } = fragment;
    return typeof $ref === 'string' ? within(document, ...$ref.split('/').slice(1)) : fragment;
  };
  const hooks = hooksBy(document);
  return {
    hasOperation: (operation) => {
      const [paths, path, method] = placeOf(operation);
      const found = within(document, paths)[path];
      return found !== undefined && method in fragmentOf(found);
    },
    answerSchema: (operation, status) => {
      const answers = within(document, ...placeOf(operation), 'responses');
      const answer = answers[String(status)];
      return answer === undefined ? undefined : bodySchema(resolved(fragmentOf(answer)));
    },
    webhookSchema: (event, action) => {
      const named = hooks.get(action === null ? event : `${event} ${action}`);
      return named === undefined ? undefined : (bodySchema(named) ?? undefined);
    },
    component: (name) => within(document, 'components', 'schemas', name),
  };
}

/** Where an operation such as `GET /orgs/{org}` is described. */
function placeOf(operation: string): readonly [paths: string, path: string, method: string] {
  const [method = '', path = ''] = operation.split(' ');
  return ['paths', path, method.toLowerCase()];
}

/** The bodies of webhooks, by event and action. */
function hooksBy(document: Fragment): ReadonlyMap<string, Fragment> {
  const found = new Map<string, Fragment>();
  for (const hook of Object.values(within(document, 'x-webhooks'))) {
    const post = within(fragmentOf(hook), 'post');
    const event = String(within(post, 'x-github')['subcategory']);
    // Such as `pull-request/ready-for-review`; of events without actions, such as `push`.
    const [, action] = String(post['operationId']).split('/');
    const name = action === undefined ? event : `${event} ${action.replaceAll('-', '_')}`;
    found.set(name, within(post, 'requestBody'));
  }
  return found;
}

function bodySchema(answer: Fragment): Fragment | null {
  const content = answer['content'];
  if (content === undefined) return null;
  const json = fragmentOf(content)['application/json'];
  return json === undefined ? null : within(fragmentOf(json), 'schema');
}

/** @throws {RangeError} if there is nothing at the path */
function within(fragment: Fragment, ...path: readonly string[]): Fragment {
  return path.reduce((inner, key) => {
    const found = inner[key];
    if (found === undefined) throw new RangeError(`GitHub describes no ${path.join(' ')}`);
    return fragmentOf(found);
  }, fragment);
}

/** @throws {TypeError} if it is none */
export function fragmentOf(value: unknown): Fragment {
  if (isFragment(value)) return value;
  throw new TypeError('this part of the description is no object');
}

function isFragment(value: unknown): value is Fragment {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
