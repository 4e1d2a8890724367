import type { PullRequestDetail, PullRequestEvent } from '../../api/pull-requests.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { capital, toolName } from '../../words/measures.ts';
import { Card, CardHead } from '../../ui/card.tsx';

/** The marks behind the grade of authorship, and every event as it is kept. */
export function Evidence({ pullRequest }: { readonly pullRequest: PullRequestDetail }) {
  const { authorship, authorshipEvidence, events } = pullRequest;
  return (
    <>
      <Card span={12} labelledBy="p-authorship">
        <CardHead id="p-authorship" title={`Authorship: ${authorship}`} />
        {authorshipEvidence.length === 0 ? (
          <p className="nothing">
            {authorship === 'unmarked'
              ? 'No mark of a tool is known. Unmarked is not the same as human.'
              : 'Graded by the account that opened it.'}
          </p>
        ) : (
          <ul className="marks">
            {authorshipEvidence.map(({ tool, signal, confidence, evidence }) => (
              <li key={`${tool} ${signal} ${evidence}`}>
                <b>{toolName(tool)}</b> by {signal.replaceAll('_', ' ')}, {confidence} confidence
                {evidence !== '' && <code>{evidence}</code>}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card span={12} labelledBy="p-events">
        <CardHead
          id="p-events"
          title="Evidence"
          subtitle={`${count(events.length)} events, each kept once, in the order of time`}
        />
        <EventTable events={events} />
      </Card>
    </>
  );
}

function EventTable({ events }: { readonly events: readonly PullRequestEvent[] }) {
  const zone = useZone();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keys
    <div className="chart-table event-table" role="region" aria-label="Events" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">When</th>
            <th scope="col">By</th>
            <th scope="col">Told</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.key}>
              <th scope="row">{capital(event.kind.replaceAll('_', ' '))}</th>
              <td>{moment(new Date(event.at), zone)}</td>
              <td>{byOf(event)}</td>
              <td>{toldBy(event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Machines by name; people as people: this page is about time, not about who. */
function byOf({ actor }: PullRequestEvent): string {
  if (actor === null) return 'not told';
  return actor.kind === 'human' ? 'a person' : actor.login;
}

const TOLD: Readonly<Record<string, readonly string[]>> = {
  commit: ['sha'],
  review: ['state'],
  review_dismissed: ['previousState'],
  response: ['form'],
  agent_work: ['phase'],
};

function toldBy({ kind, data }: PullRequestEvent): string {
  const keys = TOLD[kind] ?? [];
  const values = keys.flatMap((key) => {
    const value = data[key];
    return typeof value === 'string' ? [value.replaceAll('_', ' ').slice(0, 12)] : [];
  });
  return kind === 'snapshot' ? attributesOf(data) : values.join(', ');
}

function attributesOf({ attributes }: PullRequestEvent['data']): string {
  const isObject = typeof attributes === 'object' && attributes !== null;
  return isObject ? `${Object.keys(attributes).length} attributes` : '';
}
