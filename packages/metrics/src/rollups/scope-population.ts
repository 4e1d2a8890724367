import type { Window } from '../window.ts';
import { itemsWithin } from './chronicle.ts';
import { daysOf, indexFacts, type FactIndex } from './fact-index.ts';
import type { FactSet } from './fact-set.ts';
import type { Scope } from './scope.ts';
import { factsOfScope } from './scope-facts.ts';

/**
 * The people whom a view of a scope is about: those present in its team or repository on any day of
 * the window (of the view, not of one point), those its pull requests opened or closed in the window
 * count for, and its reviewers. An authorship narrows pull requests, not people: it has everybody of
 * the team and repository.
 *
 * @returns surrogate person ids, to be held against the minimum group
 */
export function scopePopulation(facts: FactSet, scope: Scope, window: Window): Set<number> {
  return populationOf(indexFacts(facts), scope, window);
}

/** {@link scopePopulation}, of facts indexed already. */
export function populationOf(index: FactIndex, scope: Scope, window: Window): Set<number> {
  const ofScope = factsOfScope(index, { ...scope, authorship: null });
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const days = daysOf(window);

  const authors = [ofScope.opened, ofScope.closed].flatMap((list) =>
    itemsWithin(list, from, to).flatMap((row) => (row.personId === null ? [] : [row.personId])),
  );
  return new Set([
    ...itemsWithin(ofScope.presence, days.from, days.to).map((row) => row.personId),
    ...authors,
    ...itemsWithin(ofScope.reviews, from, to).map((review) => review.reviewerId),
  ]);
}
