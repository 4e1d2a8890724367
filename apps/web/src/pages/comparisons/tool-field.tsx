const TOOLS = ['copilot', 'claude-code', 'cursor', 'codex'];

/** The tool whose adoption is meant: a known one, or any other by its name. */
export function ToolField({
  tool,
  onWrite,
}: {
  readonly tool: string;
  readonly onWrite: (tool: string) => void;
}) {
  return (
    <label className="step-field">
      <span>Tool</span>
      <input
        className="field"
        list="known-tools"
        value={tool}
        maxLength={100}
        onChange={({ target }) => onWrite(target.value)}
      />
      <datalist id="known-tools">
        {TOOLS.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </label>
  );
}
