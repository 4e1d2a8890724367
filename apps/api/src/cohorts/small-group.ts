import type { GroupRefusal } from '@uplift/metrics';

import { ProblemError } from '../http/problem.ts';

/** A 422 that says why a cohort cannot be kept, without telling how many people it is about. */
export function smallGroup(refusal: GroupRefusal, minimum: number): ProblemError {
  return new ProblemError({
    status: 422,
    type: '/problems/small-group',
    title: 'The cohort would tell of too few people',
    detail: wordsOf(refusal, minimum),
  });
}

function wordsOf(refusal: GroupRefusal, minimum: number): string {
  const subtracted = `the figures of fewer than ${minimum} people could be had by subtraction`;
  if (refusal.rule === 'too_few') {
    return `the rules fit fewer than ${minimum} people: widen them`;
  }
  if (refusal.rule === 'all_but_few') {
    return `the rules leave out only a few people of the organisation, so that ${subtracted}: leave out ${minimum} or more, or nobody`;
  }
  const others = refusal.others.join(' and ');
  if (refusal.rule === 'all_but_few_with') {
    return `together with ${others} the rules leave out only a few people of ${refusal.whole ?? 'the organisation'}, so that ${subtracted}: leave out ${minimum} or more, or nobody`;
  }
  return `the cohort, or all others, would differ from ${others} by only a few people, so that ${subtracted}: take the same people, or ${minimum} or more others`;
}
