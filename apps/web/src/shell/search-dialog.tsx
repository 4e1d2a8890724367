import '../styles/overlay.css';

import { Combobox, ComboboxItem, ComboboxList, ComboboxProvider } from '@ariakit/react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { find, type Target } from './find.ts';
import { Overlay } from './overlay.tsx';
import { pageLinks } from './pages.ts';
import { useTargets } from './use-targets.ts';

const KINDS: Readonly<Record<Target['kind'], string>> = {
  page: 'Page',
  guide: 'How it is computed',
  team: 'Team',
  repository: 'Repository',
  comparison: 'Comparison',
};

/** Leads to a page, a team, a repository, a comparison or a measure by its name. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const [asked, ask] = useState('');
  const { targets, isWhole } = useTargets();
  const open = useOpen();
  const found = find(targets, asked);
  const choose = (target: Target) => {
    onClose();
    open(target);
  };
  return (
    <Overlay title="Search" onClose={onClose}>
      <ComboboxProvider open setValue={ask}>
        <Combobox
          className="field"
          autoSelect
          autoFocus
          placeholder="A page, team, repository, comparison or measure"
          aria-label="What to search for"
        />
        <ComboboxList className="choices found" alwaysVisible aria-label="Found">
          {found.map((target) => (
            <Found
              key={`${target.kind} ${target.key}`}
              target={target}
              onChoose={() => choose(target)}
            />
          ))}
        </ComboboxList>
      </ComboboxProvider>
      <p className="nothing" role="status">
        {found.length === 0 && (isWhole ? 'Nothing is called so.' : 'Still reading names …')}
      </p>
    </Overlay>
  );
}

function Found({ target, onChoose }: { readonly target: Target; readonly onChoose: () => void }) {
  return (
    <ComboboxItem
      className="menu-item"
      value={target.name}
      setValueOnClick={false}
      hideOnClick={false}
      onClick={onChoose}
    >
      <span>{target.name}</span>
      <small>{KINDS[target.kind]}</small>
    </ComboboxItem>
  );
}

/** Goes where a search led. */
function useOpen(): (target: Target) => void {
  const org = useOrg();
  const navigate = useNavigate();
  return ({ kind, key }) => {
    const own = { org };
    if (kind === 'team') {
      void navigate({ to: '/o/$org/teams/$slug', params: { org, slug: key } });
    } else if (kind === 'repository') {
      void navigate({ to: '/o/$org/cycle-time', params: own, search: { repository: key } });
    } else if (kind === 'comparison') {
      void navigate({ to: '/o/$org/comparisons/$id', params: { org, id: key } });
    } else if (kind === 'guide' && key !== '') {
      void navigate({ to: '/o/$org/guide/$measure', params: { org, measure: key } });
    } else {
      const page = pageLinks.find(({ to }) => to === key);
      void navigate({ to: page?.to ?? '/o/$org/guide', params: own });
    }
  };
}
