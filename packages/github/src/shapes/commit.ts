import { type AccountRef, coAuthors, commitMarks, type TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import { account } from './account.ts';
import { plausibleAccounts, storableMarks } from './marks.ts';
import { instant, name, text } from './primitives.ts';

const signature = z
  .object({ name: text(200).nullish(), email: text(320).nullish(), date: instant.nullish() })
  .nullish();

const gitFields = { message: text(300_000).nullish(), author: signature, committer: signature };

type GitCommit = z.output<z.ZodObject<typeof gitFields>>;

/** The commit with its authored date, else its committed date; one of them must be there. */
function dated<Fields extends GitCommit>(commit: Fields, context: z.RefinementCtx) {
  const at = commit.author?.date ?? commit.committer?.date;
  if (at instanceof Date) return { ...commit, at };
  context.addIssue({ code: 'custom', path: ['author', 'date'], message: 'expected an instant' });
  return z.NEVER;
}

/** GitHub's REST commit: git's part, and the account that the author's e-mail belongs to. */
export const commitShape = z.object({
  sha: name(64),
  commit: z.object(gitFields).transform(dated),
  author: account,
});

/** A commit as the REST timeline shows it: git's part alone, laid flat. */
export const committedShape = z.object({ sha: name(64), ...gitFields }).transform(dated);

type Commit = {
  readonly sha: string;
  readonly git: GitCommit & { readonly at: Date };
  readonly account: AccountRef | null;
};

/**
 * The commit as an event at its *authored* date, else its committed date. Of the message only AI
 * marks and co-authors are taken; e-mail addresses are looked at and dropped.
 */
export function commitEvent({ sha, git, account: actor }: Commit): TimelineEvent<AccountRef> {
  // Long runs of blanks mean nothing, and make patterns over trailers slow.
  const message = (git.message ?? '').replaceAll(/[ \t]{2,}/g, ' ');
  const marks = commitMarks({
    authorName: git.author?.name ?? null,
    authorEmail: git.author?.email ?? null,
    committerEmail: git.committer?.email ?? null,
    message,
  });
  return {
    kind: 'commit',
    sha,
    at: git.at,
    committedAt: git.committer?.date ?? null,
    actor,
    coAuthors: plausibleAccounts(coAuthors(message)),
    marks: storableMarks(marks),
  };
}
