import { rules, type Block, type Line, type RuleSection } from 'virtual:rules';

import { Card, CardHead } from '../../ui/card.tsx';

/** The rules that bear on it, as they are written down. */
export function RulesCard({ titles }: { readonly titles: readonly string[] }) {
  const sections = titles.flatMap((title) => rules.find((rule) => rule.title === title) ?? []);
  if (sections.length === 0) return null;
  return (
    <Card span={12} labelledBy="g-rules" className="rules">
      <CardHead id="g-rules" title="The rules behind it" />
      {sections.map((section, index) => (
        <details key={section.title} open={index === 0}>
          <summary>{section.title}</summary>
          <Blocks section={section} />
        </details>
      ))}
    </Card>
  );
}

function Blocks({ section: { title, blocks } }: { readonly section: RuleSection }) {
  return blocks.map((block, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a text does not change
    <RuleBlock key={index} block={block} title={title} />
  ));
}

function RuleBlock({ block, title }: { readonly block: Block; readonly title: string }) {
  if (block.kind === 'table') return <RuleTable table={block} title={title} />;
  if (block.kind === 'text') {
    return (
      <p>
        <Words line={block.text} />
      </p>
    );
  }
  return (
    <ul className="guide-list">
      {block.items.map((item) => (
        <li key={keyOf(item)}>
          <Words line={item} />
        </li>
      ))}
    </ul>
  );
}

function RuleTable({
  table: { head, rows },
  title,
}: {
  readonly table: Extract<Block, { readonly kind: 'table' }>;
  readonly title: string;
}) {
  return (
    <table>
      <caption className="sr">{title}</caption>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={keyOf(cell)} scope="col">
              <Words line={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = [], ...cells]) => (
          <tr key={keyOf(first)}>
            <th scope="row">
              <Words line={first} />
            </th>
            {cells.map((cell) => (
              <td key={keyOf(cell)}>
                <Words line={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ line }: { readonly line: Line }) {
  return line.map((part, index) => {
    if (typeof part === 'string') return part;
    const Tag = part.mark;
    // oxlint-disable-next-line react/no-array-index-key -- a text does not change
    return <Tag key={index}>{part.text}</Tag>;
  });
}

function keyOf(line: Line): string {
  return line.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
