import { NotDone } from '../comparisons/acting.tsx';

/** The button of a form, and what came of it. */
export function SaveRow({
  words,
  saving: { isPending, isSuccess, error },
  isOff = false,
}: {
  /** A verb, such as `Save`. */
  readonly words: string;
  readonly saving: {
    readonly isPending: boolean;
    readonly isSuccess: boolean;
    readonly error: unknown;
  };
  readonly isOff?: boolean;
}) {
  return (
    <div className="save-row">
      <button type="submit" className="button button-primary" disabled={isPending || isOff}>
        {words}
      </button>
      <span role="status">{isSuccess ? 'Saved, and noted in the audit log.' : ''}</span>
      <NotDone what="Nothing was changed." error={error} />
    </div>
  );
}
