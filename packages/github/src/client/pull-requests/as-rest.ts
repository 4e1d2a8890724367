import { z } from 'zod';

/**
 * Objects of GraphQL in the shape of their REST twins, so that both are read by the same rules and
 * tell the same events. What a field holds is checked there; here only where it stands.
 */
type RestJson = Readonly<Record<string, unknown>>;

const anything = z.unknown().optional();

const actorShape = z
  .object({ __typename: z.string(), login: z.string(), databaseId: anything })
  .transform(({ __typename: type, login, databaseId: id }) => ({
    id: id ?? null,
    login: type === 'Bot' ? botLogin(login) : login,
    type,
  }))
  .nullish();

/** GraphQL names a bot by its App; REST marks it as one. */
const botLogin = (login: string): string => (login.endsWith('[bot]') ? login : `${login}[bot]`);

const personShape = z
  .object({ databaseId: anything, login: anything })
  .transform(({ databaseId: id, login }) => ({ id, login, type: 'User' }))
  .nullish();

/** The items of a list, without those that GitHub could not give; undefined if it is the list. */
const present = <Item>(
  nodes: readonly (Item | null | undefined)[] | null | undefined,
): Item[] | undefined =>
  nodes?.flatMap((node) => (node === null || node === undefined ? [] : [node]));

const ownFields = z.object({
  number: anything,
  title: anything,
  body: anything,
  state: z.string(),
  isDraft: anything,
  merged: anything,
  createdAt: anything,
  updatedAt: anything,
  closedAt: anything,
  mergedAt: anything,
  additions: anything,
  deletions: anything,
  changedFiles: anything,
  headRefName: anything,
  baseRefName: anything,
  author: actorShape,
  mergedBy: actorShape,
  labels: z.object({ nodes: z.array(z.object({ name: anything }).nullable()).nullish() }).nullish(),
  assignees: z.object({ nodes: z.array(personShape).nullish() }).nullish(),
  commits: z.object({ totalCount: anything }),
});

/** A pull request without its parts. GraphQL has a state of its own for merged ones. */
export const pullRequestAsRest = ownFields.transform((pull): RestJson => ({
  number: pull.number,
  title: pull.title,
  body: pull.body,
  state: pull.state === 'OPEN' ? 'open' : 'closed',
  draft: pull.isDraft,
  merged: pull.merged,
  created_at: pull.createdAt,
  updated_at: pull.updatedAt,
  closed_at: pull.closedAt,
  merged_at: pull.mergedAt,
  additions: pull.additions,
  deletions: pull.deletions,
  changed_files: pull.changedFiles,
  commits: pull.commits.totalCount,
  head: { ref: pull.headRefName },
  base: { ref: pull.baseRefName },
  user: pull.author ?? null,
  merged_by: pull.mergedBy ?? null,
  labels: present(pull.labels?.nodes),
  assignees: present(pull.assignees?.nodes),
}));

const gitActorShape = z
  .object({ name: anything, email: z.string().nullish(), user: personShape })
  .nullish();

/** The address that GitHub gives to those who hide theirs holds their id and login. */
const privateAddress = /^(\d{1,15})\+([^@\s]+)@users\.noreply\./;

/** GraphQL knows the authors of commits where they are people; bots show in their private address. */
function accountBehind(email: string | null | undefined): RestJson | null {
  const [, id, login] = privateAddress.exec(email ?? '') ?? [];
  if (id === undefined || login === undefined) return null;
  return { id: Number(id), login, type: login.endsWith('[bot]') ? 'Bot' : null };
}

/** A commit's place in a pull request. */
export const commitAsRest = z
  .object({
    commit: z.object({
      oid: anything,
      message: anything,
      authoredDate: anything,
      committedDate: anything,
      author: gitActorShape,
      committer: gitActorShape,
    }),
  })
  .transform(({ commit }): RestJson => ({
    sha: commit.oid,
    author: commit.author?.user ?? accountBehind(commit.author?.email),
    commit: {
      message: commit.message,
      author: { ...signature(commit.author), date: commit.authoredDate },
      committer: { ...signature(commit.committer), date: commit.committedDate },
    },
  }));

const signature = (git: { name?: unknown; email?: unknown } | null | undefined) => ({
  name: git?.name,
  email: git?.email,
});

/** A review. */
export const reviewAsRest = z
  .object({ fullDatabaseId: anything, state: anything, submittedAt: anything, author: actorShape })
  .transform((review): RestJson => ({
    id: review.fullDatabaseId,
    state: review.state,
    submitted_at: review.submittedAt,
    user: review.author ?? null,
  }));

const happened = { createdAt: anything, actor: actorShape };

type Happened = { readonly createdAt?: unknown; readonly actor?: unknown };

const entry = (event: string, { createdAt, actor }: Happened, more: RestJson = {}): RestJson => ({
  event,
  created_at: createdAt,
  actor: actor ?? null,
  ...more,
});

const change = <Type extends string>(type: Type, event: string) =>
  z
    .object({ __typename: z.literal(type), ...happened })
    .transform((item): RestJson => entry(event, item));

/** A team asks nobody in particular. */
const reviewerShape = z.preprocess(
  (value) => (z.object({ __typename: z.literal('Team') }).safeParse(value).success ? null : value),
  actorShape,
);

/** An item of the timeline; null where it is of a kind that was not asked for. */
export const timelineItemAsRest = z.discriminatedUnion('__typename', [
  change('ReadyForReviewEvent', 'ready_for_review'),
  change('ConvertToDraftEvent', 'convert_to_draft'),
  change('ClosedEvent', 'closed'),
  change('ReopenedEvent', 'reopened'),
  change('MergedEvent', 'merged'),
  z
    .object({
      __typename: z.literal('ReviewRequestedEvent'),
      ...happened,
      requestedReviewer: reviewerShape,
    })
    .transform((item) =>
      entry('review_requested', item, { requested_reviewer: item.requestedReviewer ?? null }),
    ),
  z
    .object({
      __typename: z.literal('ReviewDismissedEvent'),
      ...happened,
      previousReviewState: anything,
      review: z.object({ fullDatabaseId: anything }).nullish(),
    })
    .transform((item) =>
      entry('review_dismissed', item, {
        dismissed_review: {
          review_id: item.review?.fullDatabaseId,
          state: item.previousReviewState,
        },
      }),
    ),
  z
    .object({
      __typename: z.literal('IssueComment'),
      createdAt: anything,
      fullDatabaseId: anything,
      author: actorShape,
    })
    .transform(({ createdAt, fullDatabaseId: id, author }): RestJson => ({
      event: 'commented',
      id,
      created_at: createdAt,
      user: author ?? null,
    })),
]);
