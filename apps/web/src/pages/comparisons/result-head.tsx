import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Copy, Download, Pencil, Printer, Snowflake, Star } from 'lucide-react';
import { useRef, useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { useIsSimulated } from '../../address/use-is-simulated.ts';
import { changeComparison, duplicateComparison } from '../../api/comparison-actions.ts';
import { comparisonPath, type ComparisonDetail } from '../../api/comparison-detail.ts';
import { meQuery } from '../../api/directory.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { mayCompare } from '../../words/methods.ts';
import { questionWords } from '../../words/result.ts';
import { Crumbs } from '../../ui/crumbs.tsx';
import { NotDone } from './acting.tsx';
import { Marks } from './comparison-table.tsx';
import { RenameForm } from './rename-form.tsx';
import { Share } from './share.tsx';
import { useAct } from './use-act.ts';

/** What was asked, by its name, and what can be done with it. */
export function ResultHead({ comparison }: { readonly comparison: ComparisonDetail }) {
  const renaming = useRenaming();
  const { createdAt, finishedAt, name } = comparison;
  const role = useQuery(meQuery).data?.role;
  const zone = useZone();
  const computed = comparison.data?.computedAt ?? finishedAt;
  return (
    <header className="page-head result-head">
      <div>
        <Crumbs to="/o/$org/comparisons" above="Comparisons" here={name} isTitled />
        <h1 className={renaming.isOpen ? 'sr' : ''}>{name}</h1>
        {renaming.isOpen && <RenameForm comparison={comparison} onDone={renaming.close} />}
        <div className="asked">
          <Marks row={comparison} />
          <span>asked {moment(new Date(createdAt), zone)}</span>
          {computed !== null && <span>computed {moment(new Date(computed), zone)}</span>}
          {questionWords(comparison).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </div>
      </div>
      <Tools
        comparison={comparison}
        mayChange={mayCompare(role)}
        mayThaw={role === 'admin' || role === 'manager'}
        renaming={renaming}
      />
    </header>
  );
}

type ToolsProps = {
  readonly comparison: ComparisonDetail;
  readonly mayChange: boolean;
  readonly mayThaw: boolean;
  readonly renaming: ReturnType<typeof useRenaming>;
};

/** Whether a name is being written, and the button that begins it and has the focus after. */
function useRenaming() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => setOpen(true);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return { isOpen, open, close, button };
}

function Tools({ comparison, mayChange, mayThaw, renaming }: ToolsProps) {
  const org = useOrg();
  const { id, status } = comparison;
  return (
    <div className="tools">
      {status === 'done' && (
        <>
          <Share comparison={comparison} />
          <Figures id={id} />
          <Link
            to="/o/$org/comparisons/$id/print"
            params={{ org, id: String(id) }}
            className="button"
          >
            <Printer aria-hidden="true" />
            Print
          </Link>
        </>
      )}
      {mayChange && (
        <>
          <Changes comparison={comparison} mayThaw={mayThaw} />
          <button
            ref={renaming.button}
            type="button"
            className="button"
            aria-expanded={renaming.isOpen}
            onClick={renaming.open}
          >
            <Pencil aria-hidden="true" />
            Rename
          </button>
          <Duplicate comparison={comparison} />
        </>
      )}
    </div>
  );
}

/** The answer as a file; the server notes who took it. */
function Figures({ id }: { readonly id: number }) {
  const name = `${useIsSimulated() ? 'simulated-' : ''}comparison-${id}.csv`;
  return (
    <a className="button" href={`/api/v1${comparisonPath(useOrg(), id)}.csv`} download={name}>
      <Download aria-hidden="true" />
      CSV
    </a>
  );
}

function Changes({ comparison, mayThaw }: Pick<ToolsProps, 'comparison' | 'mayThaw'>) {
  const org = useOrg();
  const { id, frozen, primary, status } = comparison;
  const change = useAct({
    act: (wish: Parameters<typeof changeComparison>[1]) => changeComparison({ org, id }, wish),
  });
  if (status !== 'done') return null;
  return (
    <>
      {(!frozen || mayThaw) && (
        <button
          type="button"
          className="button"
          disabled={change.isPending}
          onClick={() => change.mutate({ frozen: !frozen })}
        >
          <Snowflake aria-hidden="true" />
          {frozen ? 'Thaw' : 'Freeze'}
        </button>
      )}
      {!primary && (
        <button
          type="button"
          className="button"
          disabled={change.isPending}
          onClick={() => change.mutate({ primary: true })}
        >
          <Star aria-hidden="true" />
          Make primary
        </button>
      )}
      <NotDone what="It was not changed." error={change.error} />
    </>
  );
}

function Duplicate({ comparison }: Pick<ToolsProps, 'comparison'>) {
  const org = useOrg();
  const navigate = useNavigate();
  const duplicate = useAct({
    act: () => duplicateComparison({ org, id: comparison.id }),
    onDone: (id) =>
      void navigate({ to: '/o/$org/comparisons/$id', params: { org, id: String(id) } }),
  });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={duplicate.isPending}
        onClick={() => duplicate.mutate(undefined)}
      >
        <Copy aria-hidden="true" />
        {comparison.status === 'done' ? 'Ask again' : 'Duplicate'}
      </button>
      <NotDone what="It was not asked again." error={duplicate.error} />
    </>
  );
}
