import type { PullRequestDetail } from '../../api/pull-requests.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { exactDuration } from '../../format/durations.ts';
import { stageEnds } from '../../words/stages.ts';
import { storyOf } from './story.ts';

/** What happened, with each stage and its time between. */
export function Story({
  pullRequest,
  now,
}: {
  readonly pullRequest: PullRequestDetail;
  readonly now: Date;
}) {
  const zone = useZone();
  return (
    <ol className="story">
      {storyOf(pullRequest, now).map((row) =>
        row.kind === 'event' ? (
          <li key={row.key}>
            <time dateTime={row.at}>{moment(new Date(row.at), zone)}</time>
            <span>{row.words}</span>
          </li>
        ) : (
          <li key={row.key} className={`story-stage story-${row.stage}`}>
            <span>{row.isOpen ? `${row.stage}, still` : stageEnds[row.stage]}</span>
            <b>{exactDuration(row.seconds)}</b>
          </li>
        ),
      )}
    </ol>
  );
}
