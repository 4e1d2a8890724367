type Choice<Value extends string> = { readonly value: Value; readonly words: string };

/** A list narrowed by a kind and by a part of a text. */
export function ListFilters<Value extends string>({
  label,
  value,
  choices,
  onChoose,
  search,
}: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
  readonly search: {
    readonly label: string;
    readonly text: string;
    readonly onWrite: (text: string) => void;
  };
}) {
  return (
    <div className="list-filters">
      <KindFilter label={label} value={value} choices={choices} onChoose={onChoose} />
      <input
        className="field"
        type="search"
        aria-label={search.label}
        placeholder={search.label}
        maxLength={100}
        value={search.text}
        onChange={({ target }) => search.onWrite(target.value)}
      />
    </div>
  );
}

function KindFilter<Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <label className="filter">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((one) => one.value === target.value);
          if (chosen !== undefined) onChoose(chosen.value);
        }}
      >
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.words}
          </option>
        ))}
      </select>
    </label>
  );
}
