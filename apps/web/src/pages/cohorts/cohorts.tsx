import '../../styles/comparisons.css';
import '../../styles/builder.css';
import '../../styles/teams.css';
import '../../styles/settings.css';

import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { cohortsQuery, type Cohort } from '../../api/cohorts.ts';
import { meQuery } from '../../api/directory.ts';
import { day } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Crumbs } from '../../ui/crumbs.tsx';
import { rulesWords } from '../../words/cohorts.ts';
import { mayCompare } from '../../words/methods.ts';
import { RowsState } from '../settings/rows-state.tsx';
import { CohortForm } from './cohort-form.tsx';

/** Groups of people that were frozen, and a form to freeze another. */
export function CohortsPage() {
  const org = useOrg();
  const cohorts = useQuery(cohortsQuery(org));
  const mayFreeze = mayCompare(useQuery(meQuery).data?.role);
  return (
    <>
      <title>{`Cohorts · ${org} · Uplift`}</title>
      <header className="page-head">
        <div>
          <Crumbs to="/o/$org/comparisons" above="Comparisons" here="Cohorts" />
          <h1>Cohorts</h1>
          <p>Groups of people, frozen by rules. Who they are is never told.</p>
        </div>
      </header>
      <div className="grid">
        <Card span={12} labelledBy="frozen-cohorts">
          <CardHead id="frozen-cohorts" title="Frozen cohorts" subtitle="by rules · newest first" />
          <RowsState
            rows={cohorts}
            items={cohorts.data}
            what="The list of cohorts"
            empty="No cohort was frozen yet. One can be compared with another, or be all that a comparison is about."
          >
            {(items) => <CohortTable cohorts={items} />}
          </RowsState>
        </Card>
        {mayFreeze && <CohortForm />}
      </div>
    </>
  );
}

function CohortTable({ cohorts }: { readonly cohorts: readonly Cohort[] }) {
  return (
    <table className="comparisons">
      <caption className="sr">Frozen cohorts, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Who is in it</th>
          <th scope="col">Size</th>
          <th scope="col">Frozen</th>
        </tr>
      </thead>
      <tbody>
        {cohorts.map(({ id, name, rules, size, frozenAt }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{rulesWords(rules)}</td>
            <td>{size === null ? 'hidden, too few' : `${count(size)} people`}</td>
            <td>{day(new Date(frozenAt))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
