import { MINIMUM_GROUP, type GroupRefusal } from '@uplift/metrics';

import { ProblemError } from '../http/problem.ts';

/** A 422 that says why a cohort cannot be kept, without telling how many people it is about. */
export function smallGroup(refusal: GroupRefusal): ProblemError {
  return new ProblemError({
    status: 422,
    type: '/problems/small-group',
    title: 'The cohort would tell of too few people',
    detail: wordsOf(refusal),
  });
}

const SUBTRACTED = `the figures of fewer than ${MINIMUM_GROUP} people could be had by subtraction`;

function wordsOf(refusal: GroupRefusal): string {
  if (refusal.rule === 'too_few') {
    return `the rules fit fewer than ${MINIMUM_GROUP} people: widen them`;
  }
  if (refusal.rule === 'all_but_few') {
    return `the rules leave out only a few people of the organisation, so that ${SUBTRACTED}: leave out ${MINIMUM_GROUP} or more, or nobody`;
  }
  const others = refusal.others.join(' and ');
  if (refusal.rule === 'all_but_few_with') {
    return `together with ${others} the rules leave out only a few people of ${refusal.whole ?? 'the organisation'}, so that ${SUBTRACTED}: leave out ${MINIMUM_GROUP} or more, or nobody`;
  }
  return `the cohort, or all others, would differ from ${others} by only a few people, so that ${SUBTRACTED}: take the same people, or ${MINIMUM_GROUP} or more others`;
}
