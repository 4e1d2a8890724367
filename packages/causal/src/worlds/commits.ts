import type { Random } from './random.ts';
import type { StoryAccount, StoryCommit } from './story.ts';
import { instant, type Telling } from './telling.ts';

const REBASED_SHARE = 0.06;

type Writing = { readonly subject: string; readonly trailer: string };

/** The commits up to the opening; the first one was authored when the pull request began. */
export function commitsBeforeOpening(telling: Telling, writing: Writing): StoryCommit[] {
  const { author, plan, random } = telling;
  const { firstCommitAt, kind, openedAt } = plan;
  const further = kind === 'own' && plan.reverts === null ? random.poisson(1.4) : 0;
  const later = Array.from({ length: further }, () => random.integer(firstCommitAt, openedAt));
  const rebased = random.chance(REBASED_SHARE) && kind === 'own';
  return [firstCommitAt, ...later.toSorted((a, b) => a - b)].map((authoredAt) =>
    commitOf(writing, { author, random, authoredAt, committedAt: rebased ? openedAt : authoredAt }),
  );
}

/** A commit pushed after the opening. */
export function laterCommit(
  { author, random }: { readonly author: StoryAccount; readonly random: Random },
  { at, writing }: { readonly at: number; readonly writing: Writing },
): StoryCommit {
  return commitOf(writing, { author, random, authoredAt: at, committedAt: at });
}

type Circumstances = {
  readonly author: StoryAccount;
  readonly random: Random;
  readonly authoredAt: number;
  readonly committedAt: number;
};

function commitOf({ subject, trailer }: Writing, circumstances: Circumstances): StoryCommit {
  const { author, authoredAt, committedAt, random } = circumstances;
  return {
    sha: shaOf(random),
    authoredAt: instant(authoredAt),
    committedAt: instant(committedAt),
    author,
    message: trailer === '' ? subject : `${subject}\n\n${trailer}`,
  };
}

function shaOf(random: Random): string {
  const word = () => random.integer(0, 0xffffffff).toString(16).padStart(8, '0');
  return word() + word() + word() + word() + word();
}
