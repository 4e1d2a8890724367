import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { cancelComparison } from '../../api/comparison-actions.ts';
import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { meQuery } from '../../api/directory.ts';
import { useProgress } from '../../api/use-progress.ts';
import { share } from '../../format/numbers.ts';
import { mayCompare, statusWords } from '../../words/methods.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { NotDone } from './acting.tsx';
import { useAct } from './use-act.ts';

const HEADING = 'c-unsettled';

/** What stands where the answer is to come, or will not. */
export function UnsettledCard({ comparison }: { readonly comparison: ComparisonDetail }) {
  const { status, failure } = comparison;
  if (status === 'queued' || status === 'running') return <UnderWay comparison={comparison} />;
  const isFailed = status === 'failed';
  return (
    <Card span={12} labelledBy={HEADING}>
      <CardHead
        id={HEADING}
        title={isFailed ? 'It could not be computed' : 'It was cancelled'}
        subtitle={
          isFailed
            ? 'Nothing else is touched by that. Duplicate it to try again.'
            : 'It will never have an answer. Duplicate it to ask again.'
        }
      />
      {failure !== null && <p className="not-done">{failure}</p>}
    </Card>
  );
}

function UnderWay({ comparison }: { readonly comparison: ComparisonDetail }) {
  const org = useOrg();
  const { id, status } = comparison;
  const mayCancel = mayCompare(useQuery(meQuery).data?.role);
  const progress = useProgress({ org, id }, comparison.progress);
  const cancel = useAct({ act: () => cancelComparison({ org, id }) });
  return (
    <Card span={12} labelledBy={HEADING}>
      <CardHead
        id={HEADING}
        title={statusWords(progress > 0 ? 'running' : status)}
        subtitle="The answer fills this page by itself. You may leave; it goes on."
      />
      <div className="progress-row">
        <progress value={progress} max={1} aria-labelledby={HEADING} />
        <span>{share(progress)}</span>
        {mayCancel && (
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(undefined)}
          >
            Cancel
          </button>
        )}
      </div>
      <p className="sr" role="status">
        {progress > 0 ? 'Running' : statusWords(status)}
      </p>
      <NotDone what="It goes on." error={cancel.error} />
    </Card>
  );
}
