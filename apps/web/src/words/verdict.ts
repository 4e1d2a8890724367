import type { Claim, Comparison } from '../api/comparisons.ts';
import { longMonth } from '../format/dates.ts';
import { duration } from '../format/durations.ts';
import { figure } from '../format/measured.ts';
import { count, percentChange, size } from '../format/numbers.ts';
import { capital, measureWords, toolName } from './measures.ts';
import { CANNOT_TELL, moved, SAME, ZONE_PERCENT, type Reading } from './readings.ts';
import { strong, type RichText } from './rich.ts';

type Interval = readonly [number, number];

/** What a claim is called on its chip. */
export const claimNames: Readonly<Record<Claim, string>> = {
  effect: 'Effect',
  associated: 'Associated',
  no_material_change: 'No material change',
  cannot_tell: 'Cannot tell',
  descriptive_only: 'Description only',
};

/** The parts of an answer that its words need. */
export type Answer = Pick<
  Comparison,
  'measure' | 'effect' | 'verdict' | 'levels' | 'n' | 'checks'
> & {
  readonly tool: string;
};

/** The answer as one sentence; the verb carries how much is claimed. */
export function headline(answer: Answer): RichText {
  const { measure, verdict } = answer;
  const tool = toolName(answer.tool);
  const { name } = measureWords(measure);
  const percent = answer.effect?.percent ?? null;
  switch (verdict?.claim) {
    case 'effect':
      return [`Adopting ${tool} `, strong(effectWords(answer, percent ?? 0)), '.'];
    case 'associated':
      return associated(answer, percent ?? 0);
    case 'no_material_change':
      return [`Adopting ${tool} `, strong(`left ${name} where it was`), '.'];
    case 'descriptive_only':
      return described(answer);
    case 'cannot_tell':
    case undefined:
      break;
  }
  return [strong('We cannot tell yet'), ` whether ${tool} changed ${name}.`];
}

function effectWords({ measure, effect }: Answer, percent: number): string {
  const { name, isTime } = measureWords(measure);
  const down = isTime ? 'shortened' : 'lowered';
  const verb = percent < 0 ? down : isTime ? 'lengthened' : 'raised';
  const interval = effect?.interval ?? null;
  if (interval === null || !isSmall(interval)) return `${verb} ${name} by ${size(percent)}`;
  const [least, most] = sizes(interval);
  return `${verb} ${name} slightly: ${size(least)} to ${size(most)}`;
}

function associated({ measure, tool }: Answer, percent: number): RichText {
  const named = toolName(tool);
  const { name, isTime } = measureWords(measure);
  const caution = `${named} need not be the cause.`;
  if (isTime) {
    const became = `became ${size(percent)} ${percent < 0 ? 'faster' : 'slower'}`;
    return [`${named} adopters `, strong(became), ` than the others. ${caution}`];
  }
  const verb = percent < 0 ? 'fell' : 'rose';
  const who = `${capital(name)} of ${named} adopters `;
  return [who, strong(`${verb} by ${size(percent)}`), ` against the others. ${caution}`];
}

function described({ measure, levels }: Answer): RichText {
  const { name, isTime } = measureWords(measure);
  const told = (value: number) => figure(isTime ? 'seconds' : 'rounds', value, null).value;
  const before = levels?.before ?? null;
  const after = levels?.after ?? null;
  if (before === null || after === null) return [`No claim about ${name}.`];
  const change = `went from ${told(before)} to ${told(after)}`;
  return [`${capital(name)} `, strong(change), '. No claim about why.'];
}

function isSmall([low, high]: Interval): boolean {
  return low > -ZONE_PERCENT && high < ZONE_PERCENT;
}

/** The bounds by size, the smaller first. */
function sizes([low, high]: Interval): Interval {
  return Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
}

/** How sure the answer is, in sentences. */
export function explanation(answer: Answer): RichText {
  const { effect, verdict } = answer;
  const interval = effect?.interval ?? null;
  const claim = verdict?.claim;
  if (claim === 'descriptive_only') return [verdict?.reasons[0]?.words ?? verdict?.words ?? ''];
  if (interval === null) return [verdict?.words ?? ''];
  if (claim === 'no_material_change') {
    const bounds = `${percentChange(interval[0])} and ${percentChange(interval[1])}`;
    return [`Any change is smaller than ${ZONE_PERCENT}%: the interval lies between ${bounds}.`];
  }
  const fit: RichText = [
    'The data fit anything from ',
    strong(fitted(answer, interval)),
    ' (95% interval).',
  ];
  return [...fit, ...(claim === 'cannot_tell' ? untold(answer) : levelsOf(answer))];
}

/** `4% to 19% shorter`, or `22% shorter to 19% longer` where it holds no change. */
function fitted({ measure }: Answer, interval: Interval): string {
  const { higher, lower } = measureWords(measure);
  const [low, high] = interval;
  if (low < 0 && high > 0) return `${size(low)} ${lower} to ${size(high)} ${higher}`;
  const [least, most] = sizes(interval);
  return `${size(least)} to ${size(most)} ${high < 0 ? lower : higher}`;
}

function levelsOf({ measure, levels }: Answer): RichText {
  if (!measureWords(measure).isTime) return [];
  const after = levels?.after ?? null;
  const expected = levels?.expected ?? null;
  if (after === null || expected === null) return [];
  return [` Adopters need ${duration(after)} where they would have needed ${duration(expected)}.`];
}

/** Why it is not told: what is too small to be seen, or the rule that forbids it. */
function untold(answer: Answer): RichText {
  const reason = answer.verdict?.reasons[0];
  return reason === undefined || reason.rule === 'detectable_effect'
    ? missed(answer)
    : [` ${reason.words}`];
}

function missed({ n, checks }: Answer): RichText {
  const numbers = checks?.find(({ id }) => id === 'detectable_effect')?.numbers;
  const least = numbers?.['percent'];
  if (typeof least !== 'number' || n === undefined) return [];
  const seen = ` With ${count(n.treatedDevelopers)} adopters we would miss changes under ${size(least)}.`;
  const date = numbers?.['date'];
  if (typeof date !== 'string') return [seen];
  const when = longMonth(new Date(`${date}T00:00:00Z`));
  return [seen, ` A change of 15% would show by ${when} at the earliest.`];
}

/** How many the answer rests on, and how its checks came out. */
export function basis({ n, checks }: Answer): { readonly n: string; readonly checks: string } {
  const passed = checks?.filter(({ passed: isPassed }) => isPassed).length ?? 0;
  const total = checks?.length ?? 0;
  const cautions = total - passed;
  const rest = cautions === 0 ? '' : `, ${cautions} ${cautions === 1 ? 'caution' : 'cautions'}`;
  return {
    n:
      n === undefined
        ? ''
        : `n = ${count(n.treatedDevelopers)} adopters against ${count(n.controlDevelopers)} who had not adopted yet, ${count(n.pullRequests)} pull requests, ${count(n.weeks)} weeks.`,
    checks: total === 0 ? '' : `${passed} of ${total} checks passed${rest}.`,
  };
}

/** The answer in a word, for a row. */
export function readVerdict({
  measure,
  verdict,
  effect,
}: Pick<Answer, 'measure' | 'verdict' | 'effect'>): Reading {
  const claim = verdict?.claim;
  const percent = effect?.percent ?? null;
  if (claim === 'no_material_change') return SAME;
  if ((claim !== 'effect' && claim !== 'associated') || percent === null) {
    return claim === 'descriptive_only'
      ? { tone: 'plain', words: 'no claim', direction: 'none' }
      : CANNOT_TELL;
  }
  return moved(measure, percent);
}
