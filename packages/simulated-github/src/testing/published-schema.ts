import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { parseSync } from 'oxc-parser';
import type { Program } from 'oxc-parser';

import type { Members, Schema } from './read-schema.ts';
import { createReader, memberOf, membersOf } from './read-schema.ts';

/** GitHub's REST operations, read from the TypeScript types that it publishes. */
export type PublishedSchema = {
  /**
   * What an operation answers, e.g. `GET /repos/{owner}/{repo}/pulls` with 200.
   *
   * @returns null for an answer without a body
   * @throws {RangeError} if GitHub describes no such answer
   */
  readonly answerOf: (operation: string, status: number) => Schema | null;
};

/** Reads the published types; the file is large, so once for a test file is enough. */
export function readPublishedSchema(): PublishedSchema {
  const declared = createRequire(import.meta.url).resolve('@octokit/openapi-types/package.json');
  const source = readFileSync(declared.replace('package.json', 'types.d.ts'), 'utf8');
  const types = interfacesOf(parseSync('types.d.ts', source).program);
  const { read } = createReader(types);
  return {
    answerOf: (operation, status) => {
      const [method = '', path = ''] = operation.split(' ');
      const described = read(memberOf(types.get('paths'), path));
      const answers = inside(inside(described, method.toLowerCase()), 'responses');
      const answer = inside(answers, String(status));
      const content = answer.kind === 'object' ? answer.keys.get('content')?.schema() : undefined;
      const hasJson = content?.kind === 'object' && content.keys.has('application/json');
      return hasJson ? inside(content, 'application/json') : null;
    },
  };
}

function inside(schema: Schema, key: string): Schema {
  const found = schema.kind === 'object' ? schema.keys.get(key) : undefined;
  if (found === undefined) throw new RangeError(`GitHub describes no ${key} there`);
  return found.schema();
}

/** The members of the exported interfaces, by the interface's name. */
function interfacesOf({ body }: Program): ReadonlyMap<string, Members> {
  const types = new Map<string, Members>();
  for (const statement of body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declared?.type === 'TSInterfaceDeclaration') {
      types.set(declared.id.name, membersOf(declared.body.body));
    }
  }
  return types;
}
