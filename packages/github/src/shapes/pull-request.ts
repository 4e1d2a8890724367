import {
  type AccountRef,
  type AiMark,
  bodyMarks,
  branchMarks,
  type PullRequestAttributes,
  revertedNumber,
  type TimelineEvent,
} from '@uplift/metrics';
import { z } from 'zod';

import { account, accounts } from './account.ts';
import { storableMarks } from './marks.ts';
import { count, fullName, githubId, instant, ordinal, text } from './primitives.ts';

const ref = z.object({ ref: text(500).nullish() }).nullish();

const labels = z
  .array(z.union([text(200), z.object({ name: text(200).nullish() }).transform((l) => l.name)]))
  .transform((list) => list.filter((one) => one !== null && one !== undefined).slice(0, 100));

/**
 * GitHub's pull request, the fields that are read. Webhook and REST share the shape; the short form
 * (lists, review payloads) lacks sizes and who merged, and old payloads lack `draft`.
 */
export const pullRequestShape = z.object({
  number: ordinal,
  title: text(1_000).nullish(),
  body: text(300_000).nullish(),
  user: account,
  assignees: accounts.nullish(),
  merged_by: account,
  merged: z.boolean().nullish(),
  state: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['open', 'closed']))
    .nullish(),
  draft: z.boolean().nullish(),
  created_at: instant,
  updated_at: instant.nullish(),
  closed_at: instant.nullish(),
  merged_at: instant.nullish(),
  additions: count.nullish(),
  deletions: count.nullish(),
  changed_files: count.nullish(),
  commits: count.nullish(),
  head: ref,
  base: z
    .object({
      ref: text(500).nullish(),
      repo: z.object({ id: githubId.nullish(), full_name: fullName.nullish() }).nullish(),
    })
    .nullish(),
  labels: labels.nullish(),
});

/** A pull request as {@link pullRequestShape} reads it. */
export type PullRequestPayload = z.output<typeof pullRequestShape>;

type Attributes = PullRequestAttributes<AccountRef>;

/** The attributes without those that the payload left out. */
function present(attributes: {
  readonly [Key in keyof Attributes]-?: Attributes[Key] | undefined;
}): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** "None found" is knowledge only where both the body and the branch were there to look at. */
function searched<Found>(pull: PullRequestPayload, found: Found, isNone: boolean) {
  const wholeText = pull.body !== undefined && pull.head?.ref !== undefined;
  return isNone && !wholeText ? undefined : found;
}

function marksOf(pull: PullRequestPayload): readonly AiMark[] | undefined {
  const found = [...bodyMarks(pull.body ?? null), ...branchMarks(pull.head?.ref ?? null)];
  const marks = storableMarks(found);
  return searched(pull, marks, marks.length === 0);
}

function revertsOf(pull: PullRequestPayload, repositoryFullName: string) {
  const headRef = pull.head?.ref ?? null;
  const found = revertedNumber({ headRef, body: pull.body ?? null, repositoryFullName });
  const isPossible = ordinal.safeParse(found).success && found !== pull.number;
  return searched(pull, isPossible ? found : null, !isPossible);
}

/**
 * The attributes that the payload states; a key that it left out is left out. Of the body only the
 * AI marks and the number it reverts are taken, never the text.
 */
function attributesOf(pull: PullRequestPayload, repositoryFullName: string): Attributes {
  return present({
    title: pull.title ?? undefined,
    author: pull.user,
    assignees: pull.assignees ?? undefined,
    mergedBy: pull.merged_by,
    state: pull.state ?? undefined,
    createdAt: pull.created_at,
    mergedAt: pull.merged_at,
    closedAt: pull.closed_at,
    draft: pull.draft ?? undefined,
    additions: pull.additions ?? undefined,
    deletions: pull.deletions ?? undefined,
    changedFiles: pull.changed_files ?? undefined,
    commits: pull.commits ?? undefined,
    headRef: pull.head?.ref ?? undefined,
    baseRef: pull.base?.ref ?? undefined,
    labels: pull.labels ?? undefined,
    revertsNumber: revertsOf(pull, repositoryFullName),
    marks: marksOf(pull),
  });
}

/**
 * The payload as a snapshot event, dated by its `updated_at`. A payload without one is dated by the
 * latest instant that it states.
 */
export function snapshotOf(
  pull: PullRequestPayload,
  repositoryFullName: string,
): TimelineEvent<AccountRef> {
  return {
    kind: 'snapshot',
    at: pull.updated_at ?? pull.merged_at ?? pull.closed_at ?? pull.created_at,
    attributes: attributesOf(pull, repositoryFullName),
  };
}
