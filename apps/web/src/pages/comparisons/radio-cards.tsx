import type { ReactNode } from 'react';

/** One of few answers, each with what it means. */
export type RadioChoice<Value extends string> = {
  readonly value: Value;
  readonly title: string;
  readonly note: string;
  readonly isOff?: boolean;
};

/** A step of the builder: a question, and its answers. */
export function Step({
  number,
  question,
  children,
}: {
  readonly number: number;
  readonly question: string;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="step">
      <legend>
        <span aria-hidden="true">{number}</span>
        {question}
      </legend>
      {children}
    </fieldset>
  );
}

/** Answers of which one holds. */
export function RadioCards<Value extends string>({
  name,
  choices,
  value,
  onChange,
}: {
  /** Of its own on the page. */
  readonly name: string;
  readonly choices: readonly RadioChoice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div className="radio-cards">
      {choices.map((choice) => (
        <label key={choice.value} className="radio-card">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.isOff === true}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <b>{choice.title}</b>
            <small>{choice.note}</small>
          </span>
        </label>
      ))}
    </div>
  );
}
