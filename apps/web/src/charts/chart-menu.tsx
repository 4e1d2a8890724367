import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';

import { useOrg } from '../address/org-scope.ts';
import { useIsSimulated } from '../address/use-is-simulated.ts';
import { healthQuery } from '../api/health.ts';
import { copyText } from '../shell/copy-text.ts';
import { useWantedMenu } from '../shell/use-wanted-menu.ts';
import { ShareItems } from '../filters/copy-link-menu.tsx';
import type { ChartMenuProps } from './chart-frame.tsx';
import { csvOf } from './export-csv.ts';
import { pngOf, svgOf, type Picture } from './export-svg.ts';
import { fileNameOf, save } from './save.ts';

/** What else can be done with a chart. It opens by itself: it was asked for. */
export function ChartMenu(props: ChartMenuProps) {
  const org = useOrg();
  const isSimulated = useIsSimulated();
  const isDrawn = props.drawing() !== null;
  const dataVersion = useQuery(healthQuery(org)).data?.dataVersion ?? null;
  const exported = { ...props, isSimulated, dataVersion };
  const { guide } = props;
  const { menu, button } = useWantedMenu();
  return (
    <MenuProvider store={menu}>
      <MenuButton ref={button} className="icon-button" aria-label={`More for ${props.title}`}>
        <Ellipsis />
      </MenuButton>
      <Menu className="menu" gutter={4} portal={false} autoFocusOnShow>
        <Item words="Save the figures (CSV)" act={() => saveCsv(exported)} />
        <Item words="Save the picture (SVG)" isOff={!isDrawn} act={() => saveSvg(exported)} />
        <Item words="Save the picture (PNG)" isOff={!isDrawn} act={() => void savePng(exported)} />
        <ShareItems onCopy={(href) => void copyText(href)} />
        <MenuItem
          className="menu-item"
          render={
            guide === undefined ? (
              <Link to="/o/$org/guide" params={{ org }} />
            ) : (
              <Link to="/o/$org/guide/$measure" params={{ org, measure: guide }} />
            )
          }
        >
          How is this computed?
        </MenuItem>
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

type Exported = ChartMenuProps & {
  readonly isSimulated: boolean;
  readonly dataVersion: number | null;
};

function saveCsv({ title, content, isSimulated, dataVersion }: Exported): void {
  const { caption } = content.table;
  const table = { ...content.table, caption: marked(caption, isSimulated) };
  const text = csvOf(table, { source: location.href, dataVersion });
  save(`${fileNameOf(title, isSimulated)}.csv`, new Blob([text], { type: 'text/csv' }));
}

function saveSvg(exported: Exported): void {
  const picture = pictureOf(exported);
  if (picture === null) return;
  const name = `${fileNameOf(exported.title, exported.isSimulated)}.svg`;
  save(name, new Blob([picture.text], { type: 'image/svg+xml' }));
}

async function savePng(exported: Exported): Promise<void> {
  const picture = pictureOf(exported);
  const name = `${fileNameOf(exported.title, exported.isSimulated)}.png`;
  if (picture !== null) save(name, await pngOf(picture));
}

function pictureOf({ title, subtitle, drawing, isSimulated }: Exported): Picture | null {
  const svg = drawing();
  const words = { title: marked(title, isSimulated), note: subtitle, source: location.href };
  return svg === null ? null : svgOf(svg, words);
}

/** A simulation must not be taken for data where it leaves the page. */
function marked(title: string, isSimulated: boolean): string {
  return isSimulated ? `Simulated: ${title}` : title;
}
