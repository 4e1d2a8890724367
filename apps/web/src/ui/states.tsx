import { EyeOff, RotateCw } from 'lucide-react';

import { ApiError, statusOf } from '../api/problem-error.ts';
import { capital } from '../words/measures.ts';
import { failureWords } from '../words/states.ts';

/** The size of what is to come, so that nothing jumps; shown only if it takes a while. */
export function Skeleton({ height }: { readonly height: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading" aria-busy="true">
      <i style={{ height }} />
    </div>
  );
}

/** The size of a chart that is to come, with a headline figure above it and a line below. */
export function ChartSkeleton({ height }: { readonly height: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading" aria-busy="true">
      <i className="skeleton-figure" />
      <i style={{ height }} />
      <i className="skeleton-foot" />
    </div>
  );
}

/** What did not come, in its own frame: the rest of the page works on. */
export function Broken({
  what,
  error,
  onRetry,
}: {
  /** With a capital, such as `This chart`. */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const failure = error instanceof ApiError ? error : null;
  if (failure !== null && statusOf(error) === 403) return <NotShown failure={failure} />;
  const requestId = failure?.failure.kind === 'refused' ? failure.failure.requestId : null;
  return (
    <div className="broken" role="alert">
      <p>
        <b>{what} did not load.</b>
      </p>
      <p>
        {failure === null
          ? 'Something in this page broke. Reload it.'
          : failureWords(failure.failure, failure.at)}
      </p>
      {statusOf(error) === 401 ? (
        <a className="button" href={location.pathname + location.search}>
          Sign in
        </a>
      ) : (
        <button type="button" className="button" onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          Try again
        </button>
      )}
      {requestId !== null && <code>request {requestId}</code>}
    </div>
  );
}

/** What may not be seen, by role or because it is about too few people: asking again is no use. */
function NotShown({ failure: { failure, at } }: { readonly failure: ApiError }) {
  return (
    <div className="absent absent-hidden">
      <p>
        <EyeOff aria-hidden="true" className="lucide" />
        <b>Not shown.</b>
      </p>
      <p>{capital(failureWords(failure, at))}</p>
    </div>
  );
}
