import type { ComparisonDetail } from '../api/comparison-detail.ts';
import { changeWithInterval } from '../format/numbers.ts';
import { measureWords } from './measures.ts';
import { readChange } from './readings.ts';
import { plain } from './rich.ts';
import { basis, headline } from './verdict.ts';

/**
 * The answer in the sentences that go with a link: what is claimed, its interval, how many it rests
 * on, and the guards, without which no claim travels. A simulation says so first.
 */
export function sharedSentence(comparison: ComparisonDetail, isSimulated: boolean): string {
  const { effect, question, verdict } = comparison;
  if (verdict === undefined) return comparison.name;
  const answer = { ...comparison, tool: question.tool };
  const percent = effect?.percent ?? null;
  const interval = effect?.interval ?? null;
  const change =
    percent === null || interval === null
      ? 'No figure.'
      : `${changeWithInterval(percent, interval)}, 95% interval.`;
  return [
    isSimulated ? 'Simulated organisation:' : '',
    plain(headline(answer)),
    change,
    basis(answer).n,
    guardsWords(comparison),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function guardsWords({ guards = [] }: ComparisonDetail): string {
  if (guards.length === 0) return '';
  const told = guards.map(
    (guard) => `${measureWords(guard.measure).name}: ${readChange(guard.measure, guard).words}`,
  );
  return `Meanwhile: ${told.join(', ')}.`;
}
