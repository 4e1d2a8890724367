import type { StoryStep } from './story.ts';
import { authorAt, instant, type Telling } from './telling.ts';

const DRAFT_SHARE = 0.2;
const REDRAFTED_SHARE = 0.02;
const REOPENED_SHARE = 0.015;

/** How a pull request became ready, as seconds since 1970, with the steps that led there. */
export type Readiness = {
  readonly draftAtOpening: boolean;
  readonly readyAt: number;
  readonly steps: readonly StoryStep[];
};

/** Drafts, those that became drafts again, and those that were closed for a moment. */
export function readinessOf(telling: Telling): Readiness {
  const { plan, random } = telling;
  const { endsAt, kind, openedAt } = plan;
  const draftAtOpening = kind === 'agent' || (random.chance(DRAFT_SHARE) && kind === 'own');
  const redrafted = random.chance(REDRAFTED_SHARE) && kind === 'own' && !draftAtOpening;
  const share = random.between(0.04, 0.4);
  const readyAt =
    draftAtOpening || redrafted ? Math.floor(openedAt + share * (endsAt - openedAt)) : openedAt;
  const redraftedAt = Math.floor((openedAt + readyAt) / 2);
  const steps: StoryStep[] = [];
  if (redrafted) steps.push({ kind: 'converted_to_draft', ...byAuthor(telling, redraftedAt) });
  if (readyAt > openedAt) steps.push({ kind: 'ready_for_review', ...byAuthor(telling, readyAt) });
  steps.push(...closedSpell(telling, readyAt));
  return { draftAtOpening, readyAt, steps };
}

/** Closed by mistake and opened again, before anybody has looked at it. */
function closedSpell(telling: Telling, readyAt: number): StoryStep[] {
  const { plan, random } = telling;
  const length = plan.endsAt - readyAt;
  if (!random.chance(REOPENED_SHARE) || plan.kind !== 'own' || length < 1_000) return [];
  return [
    { kind: 'closed', ...byAuthor(telling, Math.floor(readyAt + 0.02 * length)) },
    { kind: 'reopened', ...byAuthor(telling, Math.floor(readyAt + 0.05 * length)) },
  ];
}

function byAuthor(telling: Telling, seconds: number): Pick<StoryStep, 'at' | 'actor'> {
  return { at: instant(seconds), actor: authorAt(telling, seconds) };
}

/** The merge or the last close, by somebody who is there. */
export function ending({ author, colleagues, plan, random, reviewer }: Telling): StoryStep {
  const { developer, endsAt, fate, kind } = plan;
  const superseded = fate === 'abandoned' && kind === 'dependency';
  const byReviewer = random.chance(0.2) && fate === 'merged';
  const others = reviewer === null ? [] : [reviewer];
  const preferred = byReviewer ? [...others, developer] : [developer, ...others];
  const actor = superseded ? author : colleagues.presentAt(endsAt, preferred).account;
  return { kind: fate === 'merged' ? 'merged' : 'closed', at: instant(endsAt), actor };
}
