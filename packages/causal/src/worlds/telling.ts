import type { Colleagues } from './colleagues.ts';
import type { Developer } from './people.ts';
import type { Plan } from './pull-request-plan.ts';
import type { Random } from './random.ts';
import type { StoryAccount } from './story.ts';

/** Running numbers of a whole world. */
export type Ids = {
  readonly nextReviewId: () => number;
  readonly nextCommentId: () => number;
};

/** What the parts of one pull request's story share. */
export type Telling = {
  readonly plan: Plan;
  readonly author: StoryAccount;
  /** The other human who reviews it; null where nobody does. */
  readonly reviewer: Developer | null;
  readonly random: Random;
  readonly colleagues: Colleagues;
  readonly ids: Ids;
};

/** Fresh running numbers. */
export function createIds(): Ids {
  let review = 2_310_000_000;
  let comment = 1_870_000_000;
  return {
    nextReviewId: () => {
      review += 7;
      return review;
    },
    nextCommentId: () => {
      comment += 5;
      return comment;
    },
  };
}

/** A `Date` of whole seconds since 1970. */
export function instant(seconds: number): Date {
  return new Date(seconds * 1000);
}

/** Who acts for the author at an instant: bots themselves, people while they are there, else a colleague. */
export function authorAt(
  { author, colleagues, plan, reviewer }: Telling,
  seconds: number,
): StoryAccount {
  if (author.type === 'Bot') return author;
  const preferred = reviewer === null ? [plan.developer] : [plan.developer, reviewer];
  return colleagues.presentAt(seconds, preferred).account;
}
