import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

const NAME = 'virtual:rules';
const RESOLVED = `\0${NAME}`;
const SOURCE = fileURLToPath(new URL('../../docs/definitions.md', import.meta.url));

type Inline = string | { readonly mark: 'code' | 'em' | 'strong'; readonly text: string };
type Line = readonly Inline[];
type Block =
  | { readonly kind: 'text'; readonly text: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly Line[][] };
type Section = { readonly title: string; readonly blocks: readonly Block[] };

/** The rules of docs/definitions.md, section by section, for the guide: written in one place alone. */
export function rules(): Plugin {
  return {
    name: 'uplift:rules',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      this.addWatchFile(SOURCE);
      return `export const rules = ${JSON.stringify(sectionsOf(readFileSync(SOURCE, 'utf8')))};`;
    },
  };
}

function sectionsOf(text: string): readonly Section[] {
  const [, ...parts] = text.split(/^#{2,3} /m);
  return parts.map((part) => {
    const [title = '', ...rest] = part.split('\n');
    const blocks = rest
      .join('\n')
      .trim()
      .split(/\n{2,}/);
    return { title: title.trim(), blocks: blocks.filter((block) => block !== '').map(blockOf) };
  });
}

function blockOf(text: string): Block {
  const lines = text.split('\n');
  if (text.startsWith('- ')) {
    return { kind: 'list', items: text.slice(2).split(/\n- /).map(lineOf) };
  }
  if (!text.startsWith('|')) return { kind: 'text', text: lineOf(lines.join(' ')) };
  const [head = [], , ...rows] = lines.map(cellsOf);
  return { kind: 'table', head, rows };
}

function cellsOf(row: string): Line[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => lineOf(cell.trim()));
}

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\([^)]*\)/g;

/** Code, emphasis, and links as their words. */
function lineOf(text: string): Line {
  const line: Inline[] = [];
  let end = 0;
  for (const found of text.matchAll(MARKED)) {
    const [all, code, strong, em, link] = found;
    line.push(text.slice(end, found.index));
    if (code !== undefined) line.push({ mark: 'code', text: code });
    else if (strong !== undefined) line.push({ mark: 'strong', text: strong });
    else if (em !== undefined) line.push({ mark: 'em', text: em });
    else line.push(link ?? '');
    end = found.index + all.length;
  }
  line.push(text.slice(end));
  return line.filter((part) => part !== '');
}
