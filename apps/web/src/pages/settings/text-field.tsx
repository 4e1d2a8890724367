import type { ComponentProps } from 'react';

/** A field with its label above it. */
export function TextField({
  label,
  onWrite,
  ...rest
}: {
  readonly label: string;
  readonly onWrite: (text: string) => void;
} & Omit<ComponentProps<'input'>, 'className' | 'onChange'>) {
  return (
    <label>
      <span>{label}</span>
      <input className="field" {...rest} onChange={({ target }) => onWrite(target.value)} />
    </label>
  );
}
