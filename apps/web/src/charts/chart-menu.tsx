import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { Ellipsis } from 'lucide-react';

import type { ChartMenuProps } from './chart-frame.tsx';
import { csvOf } from './export-csv.ts';
import { pngOf, svgOf, type Picture } from './export-svg.ts';
import { fileNameOf, save } from './save.ts';

/** What else can be done with a chart. It opens by itself: it was asked for. */
export function ChartMenu(props: ChartMenuProps) {
  const isDrawn = props.drawing() !== null;
  return (
    <MenuProvider defaultOpen placement="bottom-end">
      <MenuButton className="icon-button" aria-label={`More for ${props.title}`}>
        <Ellipsis />
      </MenuButton>
      <Menu className="menu" gutter={4} portal={false} autoFocusOnShow>
        <Item words="Save the figures (CSV)" act={() => saveCsv(props)} />
        <Item words="Save the picture (SVG)" isOff={!isDrawn} act={() => saveSvg(props)} />
        <Item words="Save the picture (PNG)" isOff={!isDrawn} act={() => void savePng(props)} />
        <Item
          words="Copy a link to this view"
          act={() => void navigator.clipboard.writeText(location.href)}
        />
      </Menu>
    </MenuProvider>
  );
}

function Item({
  words,
  act,
  isOff = false,
}: {
  readonly words: string;
  readonly act: () => void;
  readonly isOff?: boolean;
}) {
  return (
    <MenuItem className="menu-item" disabled={isOff} onClick={act}>
      {words}
    </MenuItem>
  );
}

function saveCsv({ title, content }: ChartMenuProps): void {
  const text = csvOf(content.table, location.href);
  save(`${fileNameOf(title)}.csv`, new Blob([text], { type: 'text/csv' }));
}

function saveSvg(props: ChartMenuProps): void {
  const picture = pictureOf(props);
  if (picture === null) return;
  save(`${fileNameOf(props.title)}.svg`, new Blob([picture.text], { type: 'image/svg+xml' }));
}

async function savePng(props: ChartMenuProps): Promise<void> {
  const picture = pictureOf(props);
  if (picture !== null) save(`${fileNameOf(props.title)}.png`, await pngOf(picture));
}

function pictureOf({ title, subtitle, drawing }: ChartMenuProps): Picture | null {
  const svg = drawing();
  return svg === null ? null : svgOf(svg, { title, note: subtitle, source: location.href });
}
