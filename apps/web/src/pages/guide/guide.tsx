import '../../styles/comparisons.css';
import '../../styles/guide.css';

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg } from '../../address/org-scope.ts';
import { measuresQuery, type MeasureEntry } from '../../api/measures.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import type { GuideId } from '../../words/guide.ts';
import { guideGroups, isTopic, topicGuide } from '../../words/guide-topics.ts';

/** How everything is computed: the table of contents. */
export function GuidePage() {
  const org = useOrg();
  const { data, error, refetch } = useQuery(measuresQuery(org));
  return (
    <>
      <title>{`How it is computed · ${org} · Uplift`}</title>
      <div className="page-head">
        <div>
          <h1>How it is computed</h1>
          <p>What each number means, what it leaves out, and the sum done on your own data.</p>
        </div>
      </div>
      {data === undefined && error === null && <Skeleton height={300} />}
      {error !== null && <Broken what="The guide" error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className="guide-groups">
          {guideGroups.map(({ title, ids }) => (
            <section key={title} className="card guide-group" aria-label={title}>
              <h2>{title}</h2>
              <dl>
                {ids.map((id) => (
                  <Entry key={id} id={id} measures={data} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </>
  );
}

function Entry({
  id,
  measures,
}: {
  readonly id: GuideId;
  readonly measures: readonly MeasureEntry[];
}) {
  const told = toldOf(id, measures);
  if (told === null) return null;
  return (
    <div>
      <dt>
        <Link to="/o/$org/guide/$measure" params={{ org: useOrg(), measure: id }}>
          {told.title}
        </Link>
      </dt>
      <dd>{told.definition}</dd>
    </div>
  );
}

/** Title and definition: a measure's own, or those of a topic. */
function toldOf(
  id: GuideId,
  measures: readonly MeasureEntry[],
): { readonly title: string; readonly definition: string } | null {
  if (isTopic(id)) return topicGuide[id];
  const measure = measures.find((one) => one.id === id);
  return measure === undefined ? null : { title: measure.title, definition: measure.description };
}
