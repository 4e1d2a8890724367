import type { RichText } from '../words/rich.ts';

/** A text of which parts stand out. */
export function Rich({
  text,
  as: Tag = 'b',
}: {
  readonly text: RichText;
  readonly as?: 'b' | 'em';
}) {
  return (
    <>
      {text.map((part) =>
        typeof part === 'string' ? part : <Tag key={part.strong}>{part.strong}</Tag>,
      )}
    </>
  );
}
