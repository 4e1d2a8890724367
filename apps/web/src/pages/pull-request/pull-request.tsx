import '../../styles/cycle-time.css';

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';

import { useOrg } from '../../address/org-scope.ts';
import { statusOf } from '../../api/problem-error.ts';
import {
  pullRequestQuery,
  type PullRequestDetail,
  type PullRequestPlace,
} from '../../api/pull-requests.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { duration, exactDuration } from '../../format/durations.ts';
import { count } from '../../format/numbers.ts';
import { flagWords, stageNames } from '../../words/stages.ts';
import { stages } from '../../address/view.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { Evidence } from './evidence.tsx';
import { Story } from './story-list.tsx';
import { arithmetic } from './story.ts';
import { TimeLine } from './time-line.tsx';
import { WorkingTimes } from './working-times.tsx';

/** One pull request: where its time went, and by which evidence. */
export function PullRequestPage() {
  const org = useOrg();
  const place = useParams({ from: '/o/$org/pull-requests/$owner/$name/$number' });
  const { data, error, refetch } = useQuery(pullRequestQuery(org, place));
  const title = `${place.owner}/${place.name} #${place.number}`;
  return (
    <div className="pr-page">
      <title>{`${title} · ${org} · Uplift`}</title>
      <Link to="/o/$org/cycle-time" params={{ org }} className="back">
        <ArrowLeft aria-hidden="true" />
        Cycle time
      </Link>
      <h1>{title}</h1>
      {error !== null && statusOf(error) === 404 && (
        <p>This pull request is not known here. Its number may be that of an issue.</p>
      )}
      {error !== null && statusOf(error) !== 404 && (
        <Broken what="This pull request" error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton height={300} />}
      {data !== undefined && <Shown pullRequest={data} place={place} now={new Date()} />}
    </div>
  );
}

function Shown({
  pullRequest,
  place,
  now,
}: {
  readonly pullRequest: PullRequestDetail;
  readonly place: PullRequestPlace;
  readonly now: Date;
}) {
  const { title, repository, number, flags } = pullRequest;
  return (
    <>
      {title !== null && <p className="pr-title">{title}</p>}
      <div className="grid">
        <Card span={8} labelledBy="p-times">
          <CardHead id="p-times" title={headline(pullRequest)} subtitle={useSpan(pullRequest)} />
          <Stages pullRequest={pullRequest} />
          <TimeLine pullRequest={pullRequest} now={now} />
          <Story pullRequest={pullRequest} now={now} />
          <p className="sum">
            <b>{arithmetic(pullRequest.stages)}</b> in hours, minutes and seconds. Every second is
            counted once.
          </p>
          <WorkingTimes place={place} />
          <Cautions flags={flags} />
        </Card>
        <Card span={4} labelledBy="p-facts">
          <CardHead id="p-facts" title="What is known of it" />
          <Facts pullRequest={pullRequest} />
          <p className="card-foot">
            <a href={`https://github.com/${repository}/pull/${number}`} rel="noreferrer">
              Open on GitHub
            </a>
          </p>
        </Card>
        <Evidence pullRequest={pullRequest} />
      </div>
    </>
  );
}

function Cautions({ flags }: { readonly flags: readonly string[] }) {
  return flags.map((flag) => (
    <p key={flag} className="caution">
      {flagWords(flag)}
    </p>
  ));
}

function headline({ state, cycleTimeSeconds, stages: parts }: PullRequestDetail): string {
  if (cycleTimeSeconds !== null) return `Cycle time ${exactDuration(cycleTimeSeconds)}`;
  const sum = parts.coding + parts.pickup + parts.review + parts.merge;
  return state === 'open'
    ? `Open, ${exactDuration(sum)} so far`
    : `Closed without a merge after ${exactDuration(sum)}`;
}

function useSpan({ firstCommitAt, mergedAt, closedAt }: PullRequestDetail): string {
  const zone = useZone();
  const end = mergedAt ?? closedAt;
  const until = end === null ? 'now' : moment(new Date(end), zone);
  return `${moment(new Date(firstCommitAt), zone)} – ${until}`;
}

function Stages({ pullRequest }: { readonly pullRequest: PullRequestDetail }) {
  const { deploy } = pullRequest.stages;
  return (
    <dl className="pr-stages">
      {stages.map((stage) => (
        <div key={stage}>
          <dt>
            <i className={`swatch swatch-${stage}`} aria-hidden="true" />
            {stageNames[stage]}
          </dt>
          <dd data-stage={stage} title={`${pullRequest.stages[stage]} s`}>
            {exactDuration(pullRequest.stages[stage])}
          </dd>
        </div>
      ))}
      {deploy !== null && (
        <div>
          <dt>
            <i className="swatch swatch-deploy" aria-hidden="true" />
            Deploy, after it
          </dt>
          <dd>{duration(deploy)}</dd>
        </div>
      )}
    </dl>
  );
}

function told(value: number | null): string {
  return value === null ? 'unknown' : count(value);
}

function Facts({ pullRequest }: { readonly pullRequest: PullRequestDetail }) {
  const { additions, deletions, changedFiles, commits, reviewCycles } = pullRequest;
  const rows = [
    ['State', pullRequest.draft && pullRequest.state === 'open' ? 'draft' : pullRequest.state],
    ['Lines added', told(additions)],
    ['Lines removed', told(deletions)],
    ['Files', told(changedFiles)],
    ['Commits', told(commits)],
    ['Review rounds', count(reviewCycles)],
    ['Authorship', pullRequest.authorship],
  ] as const;
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
