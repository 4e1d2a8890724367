import { hurdleTitle, seenWords } from '../../words/builder.ts';
import type { Preview } from '../../api/comparison-actions.ts';
import { count, size } from '../../format/numbers.ts';
import { exclusionWords, isOfPeople } from '../../words/methods.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { Fact } from '../../ui/fact.tsx';
import { OutcomeMark } from './checks-card.tsx';
import { DetectableScale } from './detectable-scale.tsx';
import type { PreviewState } from './use-preview.ts';

const ID = 'c-preview';

/** What the question would rest on, before it is run. */
export function PreviewCard({
  preview,
  missing,
}: {
  readonly preview: PreviewState;
  /** What the question lacks yet. */
  readonly missing: string | null;
}) {
  const { data, error, isBusy, refusal, retry } = preview;
  const isOpen = missing === null && refusal === null && error === null;
  return (
    <section
      className={refusal === null ? 'card preview' : 'card preview preview-refused'}
      aria-labelledby={ID}
      aria-busy={isBusy}
    >
      <div className="card-head">
        <div>
          <h2 id={ID}>Before you run it</h2>
          <p role="status">{isBusy ? 'Counting …' : 'Live, from the data as they are now.'}</p>
        </div>
      </div>
      {missing !== null && <p className="nothing">{missing}</p>}
      {missing === null && refusal !== null && <p className="nothing">{refusal}</p>}
      {missing === null && refusal === null && error !== null && (
        <Broken what="The preview" error={error} onRetry={retry} />
      )}
      {isOpen && data === undefined && <Skeleton height={220} />}
      {isOpen && data !== undefined && <Counted data={data} />}
    </section>
  );
}

function Counted({ data }: { readonly data: Preview }) {
  const { n, weeks, detectable } = data;
  return (
    <>
      <dl className="preview-facts">
        <Fact
          name="Adopters"
          value={count(n.treatedDevelopers)}
          note={`${count(n.clusters)} groups in all`}
        />
        <Fact name="Not yet" value={count(n.controlDevelopers)} note="to compare with" />
        <Fact
          name="Pull requests"
          value={count(n.pullRequests)}
          note={`${count(weeks.before)} + ${count(weeks.after)} weeks`}
        />
      </dl>
      {data.method === 'group_time_ratio' && (
        <>
          <h3>Smallest change it can see</h3>
          {detectable.percent === null ? (
            <p className="nothing">{detectable.words}</p>
          ) : (
            <>
              <p className="preview-figure">{size(detectable.percent)}</p>
              <DetectableScale percent={detectable.percent} />
              <p className="step-note">{seenWords(detectable.percent)}</p>
            </>
          )}
        </>
      )}
      <Hurdles data={data} />
    </>
  );
}

function Hurdles({ data }: { readonly data: Preview }) {
  const { hurdles, exclusions } = data;
  return (
    <>
      <h3>What you will be able to say</h3>
      <ul className="checks">
        {hurdles.length === 0 && (
          <li>
            <OutcomeMark outcome="passed" />
            <div>
              <h4>Enough people and weeks for a claim</h4>
              <p>What the answer is decides which. The checks on trends follow with it.</p>
            </div>
          </li>
        )}
        {hurdles.map(({ rule, words }) => (
          <li key={rule}>
            <OutcomeMark outcome="caution" />
            <div>
              <h4>{hurdleTitle(rule)}</h4>
              <p>{words}</p>
            </div>
          </li>
        ))}
        {exclusions.map((exclusion) => (
          <LeftOut key={exclusion.reason} {...exclusion} />
        ))}
      </ul>
    </>
  );
}

function LeftOut({ reason, developers, pullRequests }: Preview['exclusions'][number]) {
  const isPeople = isOfPeople(reason);
  const people = `${count(developers)} ${developers === 1 ? 'person' : 'people'}`;
  const pulls = `${count(pullRequests)} pull ${pullRequests === 1 ? 'request' : 'requests'}`;
  return (
    <li>
      <OutcomeMark outcome={isPeople ? 'caution' : 'passed'} />
      <div>
        <h4>{isPeople ? people : pulls} left out</h4>
        <p>{exclusionWords(reason)}.</p>
      </div>
    </li>
  );
}
