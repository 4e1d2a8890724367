import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { changeComparison } from '../../api/comparison-actions.ts';
import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { NotDone } from './acting.tsx';
import { useAct } from './use-act.ts';

const LONGEST = 200;

/** Another name, written where the old one stood. */
export function RenameForm({
  comparison,
  onDone,
}: {
  readonly comparison: ComparisonDetail;
  readonly onDone: () => void;
}) {
  const org = useOrg();
  const [name, write] = useState(comparison.name);
  const rename = useAct({
    act: (wanted: string) => changeComparison({ org, id: comparison.id }, { name: wanted }),
    onDone,
  });
  const wanted = name.trim();
  return (
    <form className="rename" action={() => rename.mutate(wanted)}>
      <input
        className="field"
        aria-label="Name of the comparison"
        maxLength={LONGEST}
        value={name}
        onChange={({ target }) => write(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onDone()}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed asked for it
        autoFocus
      />
      <button type="submit" className="button" disabled={wanted === '' || rename.isPending}>
        Keep this name
      </button>
      <button type="button" className="button" onClick={onDone}>
        Leave it
      </button>
      <NotDone what="It keeps its name." error={rename.error} />
    </form>
  );
}
