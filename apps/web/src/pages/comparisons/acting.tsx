import { ApiError } from '../../api/problem-error.ts';
import { failureWords } from '../../words/states.ts';

/** What was asked to be done and was not, and why. */
export function NotDone({ what, error }: { readonly what: string; readonly error: unknown }) {
  if (error === null || error === undefined) return null;
  const why =
    error instanceof ApiError
      ? failureWords(error.failure, error.at)
      : 'Something in this page broke. Reload it.';
  return (
    <p className="not-done" role="alert">
      <b>{what}</b> {why}
    </p>
  );
}
