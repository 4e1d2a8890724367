import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { nodeId } from '../../rest/node-id.ts';
import { readPublishedGraphQL, withTypeNames } from '../../testing/published-graphql.ts';
import { deployedStory } from '../testing/deployed-story.ts';
import { schema } from './schema/schema.ts';
import { openGraphQLServer } from './testing/ask.ts';
import type { GraphQLServer } from './testing/ask.ts';
import { BACKFILL_QUERY, NEWEST_FIRST } from './testing/backfill-query.ts';
import { everyField } from './testing/every-field.ts';
import { oddStory } from './testing/odd-story.ts';

const published = readPublishedGraphQL();

const NODES = `query Nodes($ids: [ID!]!) { nodes(ids: $ids) ${everyField('Node', schema)} }`;
const ROOT = `{
  viewer { __typename login }
  rateLimit ${everyField('RateLimit', schema)}
  organization(login: "acme") ${everyField('Organization', schema)}
  repository(owner: "acme", name: "api") {
    ...all
    Repository_pullRequest: pullRequest(number: 12) ${everyField('PullRequest', schema)}
  }
}
fragment all on Repository ${everyField('Repository', schema)}`;

const BACKFILL = withTypeNames(BACKFILL_QUERY);
const NEWEST = { owner: 'acme', name: 'api', n: 10, order: NEWEST_FIRST };

/** Deployments are found by the ids that REST tells. */
const DEPLOYMENTS = [60, 61].map((id) => nodeId('DE', 7, id));

/** What this GitHub knows of, and no story tells. */
const untold =
  /^(EnterpriseUserAccount|Label|(AddedToMergeQueue|HeadRefForcePushed|Labeled|RemovedFromMergeQueue|ReviewRequestRemoved|Unlabeled)Event)\./;

/** What is always null here. */
const unset = [
  'ClosedEvent.closer',
  'Mannequin.email',
  'PullRequest.reviewDecision',
  'ReviewDismissedEvent.databaseId',
  'ReviewDismissedEvent.dismissalMessage',
  'Team.parentTeam',
  'User.name',
];

/** A question, what was answered, and where either departs from what GitHub describes. */
type Held = { readonly data: unknown; readonly departures: readonly string[] };

let server: GraphQLServer;
let answers: readonly Held[] = [];

beforeAll(async () => {
  const deployments = deployedStory.deployments ?? [];
  server = await openGraphQLServer({ organizations: [{ ...oddStory, deployments }] });
  answers = [await hold(ROOT), await hold(BACKFILL, NEWEST), ...(await holdAll(DEPLOYMENTS))];
});

afterAll(() => server.github.close());

async function hold(query: string, variables: Record<string, unknown> = {}): Promise<Held> {
  const { data, errors } = await server.ask(query, variables);
  const refused = errors.map((error) => JSON.stringify(error));
  const answered = published.inAnswer({ query, variables }, data);
  return { data, departures: [...refused, ...published.inQuery(query), ...answered] };
}

/** The answers about some ids, about all that are in these answers, and so on to the end. */
async function holdAll(first: readonly string[]): Promise<readonly Held[]> {
  const held: Held[] = [];
  const root = await hold(ROOT);
  const known = new Set<string>();
  let next = new Set([...first, ...idsIn(root.data)]);
  while (next.size > 0) {
    const [id = ''] = next;
    known.add(id);
    const one = await hold(NODES, { ids: [id] });
    held.push(one);
    next = new Set([...next, ...idsIn(one.data)].filter((each) => !known.has(each)));
  }
  return held;
}

/** Ids of what can be asked for by them. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) =>
    typeof one === 'string' && /^(R|PR|DE|O|T|U|BOT)_/.test(one) ? [one] : idsIn(one),
  );
}

/** The fields that have been told, as `Type.field`. */
function toldIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const within = toldIn(one);
    return one === null ? within : [key.replace('_', '.'), ...within];
  });
}

/** Every field of ours, as `Type.field`. */
function ownFields(): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !/^(__|Query$)/.test(type.name)
      ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
      : [],
  );
}

describe('the GraphQL schema that GitHub publishes', () => {
  it('has all of ours: each type, field, argument, value and default, of the very same type', () => {
    expect(published.inSchema(schema)).toStrictEqual([]);
  });

  it('allows every field of everything to be asked, as it is answered', () => {
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.flatMap(({ departures }) => departures)).toStrictEqual([]);
  });

  it('has been held against each field that this GitHub ever tells', () => {
    const told = new Set(answers.flatMap(({ data }) => toldIn(data)));

    const never = ownFields().filter((field) => !told.has(field));
    expect(never.filter((field) => !untold.test(field)).toSorted()).toStrictEqual(unset);
  });

  it('allows an answer in which what could not be given is null', async () => {
    server.github.faults.set([{ fault: { kind: 'nodes', share: 0.5 }, path: /graphql/ }]);
    const { data, errors } = await server.ask(BACKFILL, NEWEST);
    server.github.faults.set([]);

    expect(errors.length).toBeGreaterThan(0);
    const asked = { query: BACKFILL, variables: NEWEST };
    expect(published.inAnswer(asked, data)).toStrictEqual([]);
  });
});
