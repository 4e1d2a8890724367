import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg, useScope, useView } from '../../address/org-scope.ts';
import type { View } from '../../address/view.ts';
import type { Comparison, ListedComparison } from '../../api/comparisons.ts';
import { seriesQuery } from '../../api/series.ts';
import { day } from '../../format/dates.ts';
import { capital, measureWords, toolName } from '../../words/measures.ts';
import { firstKnownOf, noAnswerWords } from '../../words/no-answer.ts';
import { readChange } from '../../words/readings.ts';
import { plain } from '../../words/rich.ts';
import { size } from '../../format/numbers.ts';
import { basis, claimNames, explanation, headline, readVerdict } from '../../words/verdict.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { RulerTable } from './ruler-table.tsx';

const HEADING = 'verdict';
/** What an answer takes below its heading on a wide screen, in pixels. */
const HEIGHT = 203;

/** The answer first: one sentence, how sure it is, what it rests on. */
export function VerdictCard({
  listed,
  picked,
  answer,
}: {
  readonly listed: UseQueryResult<ListedComparison[]>;
  readonly picked: ReadonlyMap<string, ListedComparison>;
  /** Of the comparison that the page opens with; pending where there is none. */
  readonly answer: UseQueryResult<Comparison>;
}) {
  const broken = [listed, answer].find(({ error }) => error !== null);
  if (broken !== undefined) {
    return (
      <Card span={12} labelledBy={HEADING} className="verdict">
        <div>
          <h1 id={HEADING}>Did it change how we ship?</h1>
          <Broken what="The answer" error={broken.error} onRetry={() => void broken.refetch()} />
        </div>
      </Card>
    );
  }
  if (answer.data !== undefined) return <Answered comparison={answer.data} picked={picked} />;
  const isNone = listed.data !== undefined && picked.size === 0;
  return (
    <Card span={12} labelledBy={HEADING} className="verdict" isBusy={!isNone}>
      <div>
        <h1 id={HEADING}>{isNone ? 'No answer yet.' : 'Did it change how we ship?'}</h1>
        {isNone ? <None listed={listed.data} /> : <Skeleton height={HEIGHT} />}
      </div>
    </Card>
  );
}

function None({ listed }: { readonly listed: readonly ListedComparison[] }) {
  const running = listed.find(({ status }) => status === 'queued' || status === 'running');
  const cycleTime = useQuery(seriesQuery(useScope(), 'cycle_time')).data;
  const asked = running?.name ?? null;
  return (
    <p className="why">
      {noAnswerWords({ asked, firstWeek: firstKnownOf(cycleTime) })}{' '}
      <Link to="/o/$org/comparisons" params={{ org: useOrg() }}>
        Comparisons
      </Link>
    </p>
  );
}

function Answered({
  comparison,
  picked,
}: {
  readonly comparison: Comparison;
  readonly picked: ReadonlyMap<string, ListedComparison>;
}) {
  const answer = { ...comparison, tool: comparison.question.tool };
  const reading = readVerdict(comparison);
  const claim = comparison.verdict?.claim ?? 'cannot_tell';
  const { n, checks } = basis(answer);
  return (
    <Card span={12} labelledBy={HEADING} className="verdict">
      <div>
        <p className="asked">
          <Chip reading={reading} words={claimNames[claim]} />
          {comparison.verdict?.indicative === true && <span className="chip">Indicative</span>}
          <span>{askedWords(comparison)}</span>
        </p>
        <h1 id={HEADING} className={`verdict-${reading.tone}`} title={plain(headline(answer))}>
          <Rich text={headline(answer)} as="em" />
        </h1>
        <p className="why">
          <Rich text={explanation(answer)} /> <Companions comparison={comparison} picked={picked} />
        </p>
        <p className="why basis">
          {n} {checks}
        </p>
        <Scope comparison={comparison} />
        <Links comparison={comparison} />
      </div>
      <RulerTable comparison={comparison} picked={picked} />
    </Card>
  );
}

function askedWords({ question, frozen, finishedAt, createdAt }: Comparison): string {
  const who = question.cohort?.name ?? question.teams?.join(', ') ?? 'all teams';
  const when = day(new Date(finishedAt ?? createdAt));
  return `${toolName(question.tool)}, ${who} · ${frozen ? 'frozen' : 'computed'} ${when}`;
}

/** What goes along with speed: never told without it. */
function Companions({
  comparison,
  picked,
}: {
  readonly comparison: Comparison;
  readonly picked: ReadonlyMap<string, ListedComparison>;
}) {
  const throughput = comparison.measure === 'throughput' ? undefined : picked.get('throughput');
  const worse = (comparison.guards ?? []).filter(
    (guard) => readChange(guard.measure, guard).tone === 'worse',
  );
  return (
    <>
      {throughput !== undefined && <>Throughput: {readVerdict(throughput).words}. </>}
      {worse.map(({ measure, percent }) => {
        const { name, higher, lower } = measureWords(measure);
        const change = `${size(percent)} ${percent > 0 ? higher : lower}`;
        return (
          <span key={measure}>
            {capital(name)} got <b>{change}</b>: read the answer together with that.{' '}
          </span>
        );
      })}
    </>
  );
}

/** The answer keeps a scope of its own; where the filters differ, it says so. */
function Scope({ comparison }: { readonly comparison: Comparison }) {
  const view = useView();
  const narrowed = narrowedTo(view);
  const teams = comparison.question.teams;
  const isSame = view.repository === undefined && teams?.length === 1 && teams[0] === view.team;
  if (narrowed === null || isSame) return null;
  const who = teams === null ? 'everybody' : teams.join(', ');
  return (
    <p className="why basis">
      This answer is about {who}, not about {narrowed} alone: no comparison is about that.
    </p>
  );
}

function narrowedTo({ team, repository }: View): string | null {
  const parts = [team, repository].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' in ');
}

function Links({ comparison }: { readonly comparison: Comparison }) {
  return (
    <p className="actions">
      <Link
        to="/o/$org/comparisons/$id"
        params={{ org: useOrg(), id: String(comparison.id) }}
        className="button button-primary"
      >
        Read the comparison
      </Link>
      <Link to="/o/$org/guide/$measure" params={{ org: useOrg(), measure: 'comparison' }}>
        How this is computed
      </Link>
    </p>
  );
}
