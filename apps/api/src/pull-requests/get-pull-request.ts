import type { Account, PullRequestDetail, PullRequestEvent } from '@uplift/contracts';
import {
  findActors,
  findPullRequest,
  findPullRequestEvents,
  findPullRequestExtras,
  withOrganization,
  type Database,
  type ListedPullRequest,
  type PullRequestEventRow,
  type PullRequestExtras,
  type Transaction,
} from '@uplift/db';
import { accountsOf, mapAccounts, parseEvent, type Actor } from '@uplift/metrics';

import { repositoryOf } from '../directory/organization-of.ts';
import { ProblemError } from '../http/problem.ts';
import { toPullRequest, toSegment } from './to-pull-request.ts';

export type PullRequestRequest = {
  readonly organizationId: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
};

/**
 * One pull request with the evidence of its times: every stored event, and its stages as segments.
 *
 * @throws {ProblemError} 404 if it is unknown
 */
export async function getPullRequest(
  { organizationId, repository: name, number }: PullRequestRequest,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<PullRequestDetail> {
  return withOrganization(db, organizationId, async (tx) => {
    const repository = await repositoryOf(tx, name);
    const found =
      repository && (await findPullRequest(tx, { repositoryId: repository.id, number }));
    const extras = found && (await findPullRequestExtras(tx, found.id));
    if (!found || !extras) {
      throw new ProblemError({ status: 404, detail: `there is no pull request ${name}#${number}` });
    }
    return { ...toPullRequest(found, now()), ...(await evidenceOf(tx, found, extras)) };
  });
}

type Evidence = Pick<
  PullRequestDetail,
  'headRef' | 'baseRef' | 'mergedBy' | 'segments' | 'authorshipEvidence' | 'events'
>;

async function evidenceOf(
  tx: Transaction,
  found: ListedPullRequest,
  { headRef, baseRef, mergedById, authorshipEvidence }: PullRequestExtras,
): Promise<Evidence> {
  const events = await findPullRequestEvents(tx, found.id);
  const named = events.flatMap(({ data }) => accountsOf(parseEvent(data)));
  const ids = [...named, ...(mergedById === null ? [] : [mergedById])];
  const actors = await findActors(tx, ids);
  return {
    headRef,
    baseRef,
    mergedBy: toAccount(mergedById === null ? undefined : actors.get(mergedById)),
    segments: found.segments.flatMap(toSegment).map(({ stage, from, to }) => ({
      stage,
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
    })),
    authorshipEvidence: authorshipEvidence.map((evidence) => ({ ...evidence })),
    events: events.map((event) => toEvent(event, actors)),
  };
}

function toEvent(row: PullRequestEventRow, actors: ReadonlyMap<number, Actor>): PullRequestEvent {
  const event = mapAccounts(parseEvent(row.data), (id) => actors.get(id)?.login ?? `person ${id}`);
  const { kind, at, ...rest } = event;
  const data = Object.entries(rest).filter(([key]) => key !== 'actor');
  return {
    key: row.key,
    kind,
    at: at.toISOString(),
    actor: toAccount(row.actorId === null ? undefined : actors.get(row.actorId)),
    data: Object.fromEntries(data),
  };
}

function toAccount(actor: Actor | undefined): Account | null {
  return actor === undefined ? null : { login: actor.login, kind: actor.kind };
}
