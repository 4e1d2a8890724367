import type { Figure } from '../format/measured.ts';

/** A headline figure: never without its interval or the reason for none, and its n. */
export function KeyFigure({
  figure,
  n,
}: {
  readonly figure: Figure;
  /** How many, and of when. */
  readonly n: string;
}) {
  return (
    <p className="key-figure">
      <b>{figure.value}</b>
      {figure.interval !== null && (
        <span className="key-interval" title="95% interval">
          {figure.interval}
        </span>
      )}
      <span className="key-n">{n}</span>
    </p>
  );
}

/** Where there is no headline figure: a word instead of a number. */
export function NoFigure({ why }: { readonly why: string }) {
  return (
    <p className="key-figure">
      <span className="key-n">{why}</span>
    </p>
  );
}
