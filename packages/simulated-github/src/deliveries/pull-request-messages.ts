import { issueCommentOf, reviewCommentOf } from '../rest/comments.ts';
import { secondOf } from '../rest/instants.ts';
import { issueAt } from '../rest/issues.ts';
import { pullAt, shortPullAt } from '../rest/pulls.ts';
import { repositoryOf } from '../rest/repositories.ts';
import { dismissedReview, reviewOf } from '../rest/reviews.ts';
import { shownUser } from '../rest/users.ts';
import type { PullRequestStory, StepOf, StoryAccount, StoryStep } from '../story.ts';
import type { Message, Scene } from './message.ts';
import { closingOf } from './message.ts';
import { pushedHeads, pushOf } from './push.ts';

/** An instant of a pull request's life and the webhooks that it causes. */
export type Moment = { readonly at: number; readonly messages: () => readonly Message[] };

/** The moments of a pull request, ascending: the opening and each step. */
export function* momentsOf(story: PullRequestStory, scene: Scene): Generator<Moment> {
  yield { at: secondOf(story.openedAt), messages: () => [opening(story, scene)] };
  for (const [index, step] of story.steps.entries()) {
    const messages = () => messagesOf(step, tellerOf(story, scene, index));
    yield { at: secondOf(step.at), messages };
  }
}

/** What is needed to tell of one step. */
type Teller = {
  readonly story: PullRequestStory;
  readonly scene: Scene;
  readonly tell: (event: string, what: object, by: StoryAccount) => Message;
};

const OPENING = -1;

function opening(story: PullRequestStory, scene: Scene): Message {
  const { tell } = tellerOf(story, scene, OPENING);
  const pull_request = pullAt(story, story.openedAt, scene.organization);
  const what = { action: 'opened', number: story.number, pull_request };
  return tell('pull_request', what, story.author);
}

function tellerOf(story: PullRequestStory, scene: Scene, index: number): Teller {
  const at = story.steps[index]?.at ?? story.openedAt;
  const repository = repositoryOf(story.repository, scene.organization);
  const tell = (event: string, what: object, by: StoryAccount): Message => ({
    event,
    key: `${event}/${story.repository.id}/${story.id}/${index}`,
    at,
    repositoryId: story.repository.id,
    payload: { ...closingOf({ sender: shownUser(by), repository }, scene), ...what },
  });
  return { story, scene, tell };
}

function messagesOf(step: StoryStep, teller: Teller): readonly Message[] {
  switch (step.kind) {
    case 'ready_for_review':
    case 'converted_to_draft':
    case 'closed':
    case 'reopened':
      return [pullRequest(step, teller, { action: step.kind })];
    case 'merged':
      return [pullRequest(step, teller, { action: 'closed' })];
    case 'review_requested': {
      const requested_reviewer = shownUser(step.reviewer);
      return [pullRequest(step, teller, { action: step.kind, requested_reviewer })];
    }
    case 'review':
      return [review(step, teller, step)];
    case 'review_dismissed':
      return [review(dismissedReview(teller.story, step), teller, step)];
    case 'review_comment':
      return [reviewComment(step, teller)];
    case 'issue_comment':
      return [issueComment(step, teller)];
    case 'synchronize':
      break;
  }
  return pushed(step, teller);
}

type PullRequestNews = { readonly action: string; readonly [key: string]: unknown };

function pullRequest(step: StoryStep, teller: Teller, news: PullRequestNews): Message {
  const { story, scene } = teller;
  const { action, ...extra } = news;
  const pull_request = pullAt(story, step.at, scene.organization);
  const what = { action, number: story.number, pull_request, ...extra };
  return teller.tell('pull_request', what, step.actor);
}

/** A push tells first of the branch, then of the pull request that it moved. */
function pushed(step: StepOf<'synchronize'>, teller: Teller): readonly Message[] {
  const news = { action: step.kind, ...pushedHeads(step, teller.story) };
  return [
    teller.tell('push', pushOf(step, teller.story, teller.scene.organization), step.actor),
    pullRequest(step, teller, news),
  ];
}

/** The review as it stands after the step; webhooks write its state in small letters. */
function review(reviewed: StepOf<'review'>, teller: Teller, step: StoryStep): Message {
  const { story, scene } = teller;
  const dismissed = step.kind === 'review_dismissed';
  const state = dismissed ? 'dismissed' : reviewed.state;
  const what = {
    action: dismissed ? 'dismissed' : 'submitted',
    review: { ...reviewOf(reviewed, story, step.at), state },
    pull_request: shortPullAt(story, step.at, scene.organization),
  };
  return teller.tell('pull_request_review', what, step.actor);
}

function reviewComment(step: StepOf<'review_comment' | 'issue_comment'>, teller: Teller): Message {
  const { story, scene } = teller;
  const comment = reviewCommentOf(step, story);
  const pull_request = shortPullAt(story, step.at, scene.organization);
  const what = { action: 'created', comment, pull_request };
  return teller.tell('pull_request_review_comment', what, step.actor);
}

function issueComment(step: StepOf<'review_comment' | 'issue_comment'>, teller: Teller): Message {
  const { story } = teller;
  const comment = issueCommentOf(step, story);
  const what = { action: 'created', issue: issueAt(story, step.at), comment };
  return teller.tell('issue_comment', what, step.actor);
}
