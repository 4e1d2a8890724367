import { toolName } from '../../words/measures.ts';
import { CohortSelect } from './cohort-select.tsx';
import type { Draft } from './draft.ts';
import { RadioCards, Step, type RadioChoice } from './radio-cards.tsx';
import { TeamChecks } from './team-checks.tsx';
import { ToolField } from './tool-field.tsx';

/** A draft, and how to change it. */
export type DraftProps = {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
};

/** What should have changed? */
export function WhatStep({ draft, change }: DraftProps) {
  return (
    <Step number={1} question="What should have changed?">
      <RadioCards
        name="measure"
        value={draft.measure}
        onChange={(measure) => change({ measure })}
        choices={[
          { value: 'cycle_time', title: 'Cycle time', note: 'first commit to merge' },
          { value: 'throughput', title: 'Throughput', note: 'merged PRs per developer-week' },
        ]}
      />
      <p className="step-note">
        One measure is the question. Guard measures, such as reverts and review load, are always
        added.
      </p>
    </Step>
  );
}

/** For whom? */
export function WhomStep({ draft, change }: DraftProps) {
  return (
    <Step number={2} question="For whom?">
      <RadioCards
        name="who"
        value={draft.who}
        onChange={(who) => change({ who, ...(who !== 'cohort' && withoutPair(draft)) })}
        choices={[
          { value: 'all', title: 'Everybody', note: 'most people, so the surest answer' },
          { value: 'teams', title: 'Some teams', note: 'members as of each week' },
          { value: 'cohort', title: 'A cohort', note: 'a frozen group of people' },
        ]}
      />
      {draft.who === 'teams' && (
        <TeamChecks label="Teams" chosen={draft.teams} onChange={(teams) => change({ teams })} />
      )}
      {draft.who === 'cohort' && (
        <CohortSelect
          label="Cohort that it is about"
          value={draft.cohort}
          onChange={(cohort) => change({ cohort })}
        />
      )}
    </Step>
  );
}

/** Only cohorts can be compared with a cohort, or begin on one day. */
function withoutPair({ against, since }: Draft): Partial<Draft> {
  return {
    ...(against === 'cohort' && { against: 'not_yet' }),
    ...(since === 'date' && { since: 'usage' }),
  };
}

/** What adoption may be counted from. */
function sinceChoices({ tool, against }: Draft): readonly RadioChoice<Draft['since']>[] {
  const isPair = against === 'cohort';
  return [
    {
      value: 'usage',
      title: `First sustained use of ${toolName(tool)}`,
      note: 'the effect of using it',
    },
    { value: 'seat', title: 'Licence', note: 'the effect of handing it out' },
    { value: 'import', title: 'Imported dates', note: 'dates that you brought in' },
    { value: 'disclosed', title: 'First disclosed use', note: 'marks in pull requests' },
    {
      value: 'date',
      title: 'One date for all',
      note: isPair ? 'of the cohort in step 2' : 'only between two cohorts',
      isOff: !isPair,
    },
  ];
}

/** Since when? */
export function SinceStep({ draft, change }: DraftProps) {
  return (
    <Step number={3} question="Since when?">
      <ToolField tool={draft.tool} onWrite={(tool) => change({ tool })} />
      <RadioCards
        name="since"
        value={draft.since}
        onChange={(since) => change({ since })}
        choices={sinceChoices(draft)}
      />
      {draft.since === 'date' && (
        <label className="step-field">
          <span>All began on</span>
          <input
            className="field"
            type="date"
            value={draft.date}
            onChange={({ target }) => change({ date: target.value })}
          />
        </label>
      )}
    </Step>
  );
}

function againstChoices({ who }: Draft): readonly RadioChoice<Draft['against']>[] {
  const isCohort = who === 'cohort';
  return [
    {
      value: 'not_yet',
      title: 'Colleagues who had not adopted yet',
      note: 'most alike; recommended',
    },
    {
      value: 'cohort',
      title: 'Another cohort',
      note: isCohort ? 'two frozen groups' : 'choose a cohort in step 2 first',
      isOff: !isCohort,
    },
    {
      value: 'nobody',
      title: 'Nobody',
      note: 'before and after alone: a description, no claim',
    },
  ];
}

/** Against whom? */
export function AgainstStep({ draft, change }: DraftProps) {
  return (
    <Step number={4} question="Against whom?">
      <RadioCards
        name="against"
        value={draft.against}
        onChange={(against) =>
          change({
            against,
            ...(against !== 'cohort' && draft.since === 'date' && { since: 'usage' }),
          })
        }
        choices={againstChoices(draft)}
      />
      {draft.against === 'cohort' && (
        <CohortSelect
          label="Cohort to compare with"
          value={draft.control}
          onChange={(control) => change({ control })}
        />
      )}
    </Step>
  );
}
