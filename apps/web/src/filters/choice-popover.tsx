import {
  Combobox,
  ComboboxItem,
  ComboboxList,
  ComboboxProvider,
  Popover,
  PopoverDisclosure,
  PopoverProvider,
} from '@ariakit/react';
import { useState } from 'react';

import { ChoiceWords, type ChoiceFilterProps } from './choice-filter.tsx';

const MOST_SHOWN = 50;

/** A list to search in. It opens by itself: it was asked for. */
export function ChoicePopover(props: ChoiceFilterProps) {
  const { label, value, onChange } = props;
  const [isOpen, setOpen] = useState(true);
  const choose = (chosen: string | undefined) => {
    onChange(chosen);
    setOpen(false);
  };
  return (
    <PopoverProvider open={isOpen} setOpen={setOpen} placement="bottom-start">
      <PopoverDisclosure className={value === undefined ? 'filter' : 'filter filter-on'}>
        <ChoiceWords {...props} />
      </PopoverDisclosure>
      <Popover
        className="popover"
        gutter={4}
        portal={false}
        aria-label={`Choose ${label}`}
        // The sheet that it may lie in stays.
        hideOnEscape={(event) => {
          event.preventDefault();
          return true;
        }}
      >
        <Choices {...props} onChange={choose} />
      </Popover>
    </PopoverProvider>
  );
}

function Choices({ label, choices, value, onChange }: ChoiceFilterProps) {
  const [sought, seek] = useState('');
  const found = choices
    .filter((choice) => choice.label.toLowerCase().includes(sought.trim().toLowerCase()))
    .slice(0, MOST_SHOWN);
  return (
    <ComboboxProvider open setValue={seek}>
      <Combobox className="field" autoSelect placeholder="Search" aria-label={`Search ${label}`} />
      <ComboboxList className="choices" alwaysVisible aria-label={label}>
        <ComboboxItem className="menu-item" value="" onClick={() => onChange(undefined)}>
          All
        </ComboboxItem>
        {found.map((choice) => (
          <ComboboxItem
            key={choice.value}
            className="menu-item"
            setValueOnClick={false}
            aria-current={choice.value === value}
            value={choice.label}
            onClick={() => onChange(choice.value)}
          />
        ))}
      </ComboboxList>
      {found.length === 0 && <p className="nothing">Nothing is called so.</p>}
    </ComboboxProvider>
  );
}
