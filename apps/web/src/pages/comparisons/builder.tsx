import '../../styles/comparisons.css';
import '../../styles/comparison-charts.css';
import '../../styles/builder.css';

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { cohortsQuery } from '../../api/cohorts.ts';
import { runComparison, type Asked } from '../../api/comparison-actions.ts';
import { meQuery, teamsQuery } from '../../api/directory.ts';
import { mayCompare } from '../../words/methods.ts';
import { Skeleton } from '../../ui/states.tsx';
import { Crumbs } from '../../ui/crumbs.tsx';
import { NotDone } from './acting.tsx';
import { AgainstStep, SinceStep, WhatStep, WhomStep, type DraftProps } from './builder-steps.tsx';
import { askingOf, firstDraft, nameOf, type Draft } from './draft.ts';
import { PreviewCard } from './preview-card.tsx';
import { Step } from './radio-cards.tsx';
import { useAct } from './use-act.ts';
import { usePreview } from './use-preview.ts';

const LONGEST = 200;

/** Asks a question without any statistics: five answers, and what they would rest on. */
export function BuilderPage() {
  const org = useOrg();
  const me = useQuery(meQuery).data;
  return (
    <>
      <title>{`New comparison · ${org} · Uplift`}</title>
      <header className="page-head">
        <div>
          <Crumbs to="/o/$org/comparisons" above="Comparisons" here="New" />
          <h1>New comparison</h1>
        </div>
      </header>
      {me === undefined && <Skeleton height={400} />}
      {me !== undefined && (mayCompare(me.role) ? <Builder /> : <Forbidden role={me.role} />)}
    </>
  );
}

function Forbidden({ role }: { readonly role: string }) {
  return (
    <section className="card empty" aria-label="Not for your role">
      <h2>Your role may read comparisons, not make them</h2>
      <p>
        It takes the role champion, manager or admin; yours is {role}. An administrator can give it
        to you.
      </p>
    </section>
  );
}

function Builder() {
  const [draft, setDraft] = useState<Draft>(firstDraft);
  const change = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }));
  const asking = askingOf(draft);
  const asked = 'asked' in asking ? asking.asked : null;
  const preview = usePreview(asked);
  return (
    <div className="builder">
      <div className="card">
        <WhatStep draft={draft} change={change} />
        <WhomStep draft={draft} change={change} />
        <SinceStep draft={draft} change={change} />
        <AgainstStep draft={draft} change={change} />
        <NameStep
          draft={draft}
          change={change}
          asked={asked}
          refusal={'missing' in asking ? asking.missing : preview.refusal}
        />
      </div>
      <PreviewCard preview={preview} missing={'missing' in asking ? asking.missing : null} />
    </div>
  );
}

type NameProps = DraftProps & {
  readonly asked: Omit<Asked, 'name'> | null;
  /** Why it cannot be run. */
  readonly refusal: string | null;
};

function NameStep({ draft, change, asked, refusal }: NameProps) {
  const org = useOrg();
  const navigate = useNavigate();
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const cohorts = useQuery({ ...cohortsQuery(org), enabled: draft.who === 'cohort' }).data ?? [];
  const name = draft.name ?? nameOf(draft, { teams, cohorts }).slice(0, LONGEST);
  const run = useAct({
    act: (wanted: Asked) => runComparison(org, wanted),
    onDone: (id) =>
      void navigate({ to: '/o/$org/comparisons/$id', params: { org, id: String(id) } }),
  });
  const isOff = asked === null || refusal !== null || name.trim() === '' || run.isPending;
  return (
    <Step number={5} question="Name it">
      <input
        className="field"
        aria-label="Name of the comparison"
        maxLength={LONGEST}
        value={name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <div className="run-row">
        <button
          type="button"
          className="button button-primary"
          disabled={isOff}
          onClick={() => asked !== null && run.mutate({ ...asked, name: name.trim() })}
        >
          Run comparison
        </button>
        {refusal !== null && <p>{refusal}</p>}
      </div>
      <NotDone what="It was not asked." error={run.error} />
    </Step>
  );
}
