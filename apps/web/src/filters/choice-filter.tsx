import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import { authorships } from '../address/view.ts';
import type { Choice } from '../api/directory.ts';
import { authorshipNames } from './filter-words.ts';
import { useFilters } from './use-filters.ts';

const ChoicePopover = lazy(async () => {
  const { ChoicePopover: component } = await import('./choice-popover.tsx');
  return { default: component };
});

/** A filter by one of a list; undefined is all of them. */
export type ChoiceFilterProps = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

/** A plain button until it is pressed: the list to search comes with the first press. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const [isWanted, want] = useState(false);
  const button = (
    <button
      type="button"
      className={props.value === undefined ? 'filter' : 'filter filter-on'}
      aria-haspopup="dialog"
      aria-expanded={isWanted}
      onClick={() => want(true)}
    >
      <ChoiceWords {...props} />
    </button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <ChoicePopover {...props} />
    </Suspense>
  );
}

/** What is chosen, on the button. */
export function ChoiceWords({ label, choices, value }: ChoiceFilterProps) {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <>
      <span>{label}</span>
      {chosen ?? (choices.length === 0 ? 'All' : `All ${choices.length}`)}
      <ChevronDown aria-hidden="true" />
    </>
  );
}

/** Who wrote it, as far as marks tell. */
export function AuthorshipFilter() {
  const { view, change } = useFilters();
  const { authorship } = view;
  return (
    <label className={authorship === undefined ? 'filter' : 'filter filter-on'}>
      <span>Authorship</span>
      <select
        value={authorship ?? ''}
        onChange={({ target }) =>
          change({ authorship: authorships.find((grade) => grade === target.value) })
        }
      >
        <option value="">All</option>
        {authorships.map((grade) => (
          <option key={grade} value={grade}>
            {authorshipNames[grade]}
          </option>
        ))}
      </select>
    </label>
  );
}
