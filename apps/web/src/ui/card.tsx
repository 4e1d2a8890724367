import type { ReactNode } from 'react';

/** A card on the page's twelve columns. */
export function Card({
  span,
  labelledBy,
  isBusy = false,
  className = '',
  children,
}: {
  readonly span: 4 | 5 | 6 | 7 | 8 | 12;
  /** The id of its heading. */
  readonly labelledBy: string;
  /** Old figures stay, dimmed, while new ones are on their way. */
  readonly isBusy?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <section
      className={`card span-${span} ${className}`}
      aria-labelledby={labelledBy}
      aria-busy={isBusy}
    >
      {children}
    </section>
  );
}

/** The head of a card without a chart. */
export function CardHead({
  id,
  title,
  subtitle,
  awaitsTools = false,
}: {
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  /** Keeps the room of the buttons that a chart will have. */
  readonly awaitsTools?: boolean;
}) {
  return (
    <div className="card-head">
      <div>
        <h2 id={id}>{title}</h2>
        {subtitle !== undefined && <p>{subtitle}</p>}
      </div>
      {awaitsTools && <div className="card-tools card-tools-awaited" />}
    </div>
  );
}
