import type { Claim, ComparisonVerdict } from '../comparison.ts';
import type { VerdictFacts } from './verdict-facts.ts';
import { doubts, lowerings, refusals, thresholds } from './verdict-rules.ts';
import { changeText, countText, intervalText, measureNouns } from './words.ts';

type Reason = ComparisonVerdict['reasons'][number];
type Reached = { readonly claim: Claim; readonly reasons: readonly Reason[] };

/**
 * How strong a sentence the numbers bear. In this order: too little data refuses, trends that differed
 * before adoption and too little power leave it open, an interval without zero claims as much as the
 * breakdown bound allows, an interval around zero says that nothing material changed. Then disagreement
 * of methods, placebos, composition, guards and few clusters warn or take a step off.
 */
export function controlledVerdict(facts: VerdictFacts): ComparisonVerdict {
  const reached = claimReached(facts);
  let { claim } = reached;
  const reasons = [...reached.reasons];
  for (const { rule, bites, lower, words } of lowerings) {
    if (claim === 'descriptive_only' || !bites(facts)) continue;
    reasons.push({ rule, words: words(facts) });
    claim = lower(claim);
  }
  return { claim, direction: directionOf(facts), words: sentence(claim, facts), reasons };
}

function claimReached(facts: VerdictFacts): Reached {
  const refused = refusals.filter(({ bites }) => bites(facts));
  const tooFew = minimumGroupReason(facts);
  if (refused.length > 0 || tooFew.length > 0) {
    const reasons = refused.map(({ rule, words }) => ({ rule, words: words(facts) }));
    return { claim: 'descriptive_only', reasons: [...tooFew, ...reasons] };
  }
  const doubt = doubts.find(({ bites }) => bites(facts));
  if (doubt !== undefined) {
    return {
      claim: 'cannot_tell',
      reasons: [{ rule: doubt.rule, words: doubt.words(facts) }],
    };
  }
  return byInterval(facts);
}

function minimumGroupReason({ minimumGroup, treatedDevelopers }: VerdictFacts): Reason[] {
  if (treatedDevelopers >= minimumGroup) return [];
  const words = `Fewer than ${minimumGroup} developers have work both before and after adoption.`;
  return [{ rule: 'minimum_group', words }];
}

function byInterval(facts: VerdictFacts): Reached {
  const { breakdown, interval } = facts;
  const { associatedBreakdown, effectBreakdown, noChangePercent } = thresholds;
  if (interval === null) {
    const words = 'No interval can be given.';
    return { claim: 'cannot_tell', reasons: [{ rule: 'interval', words }] };
  }
  if (directionOf(facts) !== 'none') {
    if (breakdown >= effectBreakdown) return { claim: 'effect', reasons: [] };
    const size = breakdown.toFixed(2);
    const needed = breakdown >= associatedBreakdown ? effectBreakdown : associatedBreakdown;
    const words =
      breakdown === 0
        ? 'In the first four full weeks after adoption, where a drift would do least, no change is clear: what came ' +
          'later may be drift.'
        : `Trends after adoption that deviate ${size} times as much as those before it would explain the change; ` +
          `to say more it takes ${needed}.`;
    const claim = breakdown >= associatedBreakdown ? 'associated' : 'cannot_tell';
    return { claim, reasons: [{ rule: 'breakdown', words }] };
  }
  if (interval[0] > -noChangePercent && interval[1] < noChangePercent) {
    return { claim: 'no_material_change', reasons: [] };
  }
  const words = `The interval holds zero, and more than ${noChangePercent} % on a side.`;
  return { claim: 'cannot_tell', reasons: [{ rule: 'interval', words }] };
}

function directionOf({ interval }: VerdictFacts): ComparisonVerdict['direction'] {
  if (interval === null) return 'none';
  if (interval[1] < 0) return 'lower';
  return interval[0] > 0 ? 'higher' : 'none';
}

function sentence(claim: Claim, facts: VerdictFacts): string {
  const noun = measureNouns[facts.measure];
  const { percent, interval } = facts;
  if (percent === null) {
    return `${noun} of adopters cannot be compared with that of others: ${sizeText(facts)}.`;
  }
  const change = changeText(percent);
  const numbers = `${intervalText(interval)}; ${sizeText(facts)}`;
  const sentences: Record<Claim, string> = {
    effect: `Adopting the tool made ${noun.toLowerCase()} ${change} (${numbers}).`,
    associated:
      `Adopting the tool went along with ${noun.toLowerCase()} ${change} than without it (${numbers}). ` +
      'Other causes are not ruled out.',
    no_material_change: `${noun} did not materially change with the tool: ${change} (${numbers}).`,
    cannot_tell:
      `It cannot be told whether the tool changed ${noun.toLowerCase()}: adopters' was ${change} than it would ` +
      `have been without it, within what may be chance or drift (${numbers}).`,
    descriptive_only:
      `There is too little to say whether the tool changed ${noun.toLowerCase()}; for what it is worth, adopters' ` +
      `was ${change} than that of others would suggest (${numbers}).`,
  };
  return sentences[claim];
}

function sizeText(facts: VerdictFacts): string {
  const { treatedDevelopers, controlDevelopers, neverDevelopers, pullRequests } = facts;
  return (
    `${countText(treatedDevelopers, 'adopter')} against ${countText(controlDevelopers, 'developer')} without the tool at the time, ` +
    `of whom ${neverDevelopers} never adopted; ${countText(pullRequests, 'pull request')}`
  );
}
