import type { Account, PullRequestDetail, PullRequestEvent } from '@uplift/contracts';
import {
  findActors,
  findPullRequest,
  findPullRequestEvents,
  findPullRequestExtras,
  findWorkingHours,
  withOrganization,
  type Database,
  type ListedPullRequest,
  type PullRequestEventRow,
  type PullRequestExtras,
  type Transaction,
} from '@uplift/db';
import {
  accountsOf,
  mapAccounts,
  parseEvent,
  parseSegment,
  sharedClock,
  sumOfStages,
  workingStageSeconds,
  type Actor,
} from '@uplift/metrics';

import { repositoryOf } from '../directory/organization-of.ts';
import { ProblemError } from '../http/problem.ts';
import type { AskedClock } from '../series/working-clock.ts';
import { toPullRequest } from './to-pull-request.ts';

export type PullRequestRequest = {
  readonly organizationId: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** Calendar time alone unless told. */
  readonly clock?: AskedClock | undefined;
};

/**
 * One pull request with the evidence of its times: every stored event, and its stages as segments.
 *
 * @throws {ProblemError} 404 if it is unknown
 */
export async function getPullRequest(
  { organizationId, repository: name, number, clock }: PullRequestRequest,
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
    const asOf = now();
    return {
      ...toPullRequest(found, asOf),
      ...(await evidenceOf(tx, found, extras)),
      ...(clock === 'working' && { working: await workingOf(tx, found, asOf) }),
    };
  });
}

/** Its times by the clock of working hours; null where nobody has said when people work. */
async function workingOf(
  tx: Transaction,
  { segments, mergedAt }: ListedPullRequest,
  asOf: Date,
): Promise<NonNullable<PullRequestDetail['working']> | null> {
  const hours = await findWorkingHours(tx);
  if (hours === null) return null;
  const fact = { segments: segments.flatMap(parseSegment) };
  const spent = workingStageSeconds(fact, { clock: sharedClock(hours), asOf });
  const cycleTimeSeconds = mergedAt === null ? null : sumOfStages(spent);
  return { zone: hours.zone, cycleTimeSeconds, stages: spent };
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
    segments: found.segments.flatMap(parseSegment).map(({ stage, from, to }) => ({
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
