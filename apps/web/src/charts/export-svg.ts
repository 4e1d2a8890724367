const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const MARGIN = 16;
const HEAD = 48;
const FOOT = 28;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A picture that stands alone, and its size in pixels. */
export type Picture = { readonly text: string; readonly width: number; readonly height: number };

/** What a picture says beside the drawing. */
export type PictureWords = {
  readonly title: string;
  readonly note: string;
  readonly source: string;
};

/** A drawing as a file of its own: colours and fonts written out, title, note and source inside. */
export function svgOf(drawing: SVGSVGElement, words: PictureWords): Picture {
  const { width: inner, height: tall } = drawing.viewBox.baseVal;
  const width = inner + 2 * MARGIN;
  const height = tall + HEAD + FOOT;
  const page = document.createElementNS(NAMESPACE, 'svg');
  page.setAttribute('xmlns', NAMESPACE);
  page.setAttribute('viewBox', `0 0 ${width} ${height}`);
  page.setAttribute('width', String(width));
  page.setAttribute('height', String(height));

  const ground = document.createElementNS(NAMESPACE, 'rect');
  const colours = getComputedStyle(document.documentElement);
  setAll(ground, { width, height, fill: colours.getPropertyValue('--surface') });
  const plot = document.createElementNS(NAMESPACE, 'g');
  plot.setAttribute('transform', `translate(${MARGIN} ${HEAD})`);
  plot.append(...dressed(drawing).childNodes);
  const ink = colours.getPropertyValue('--ink');
  page.append(
    ground,
    text(words.title, { x: MARGIN, y: 22, 'font-size': 14, 'font-weight': 600, fill: ink }),
    text(words.note, { x: MARGIN, y: 39, 'font-size': 12, fill: ink }),
    plot,
    text(words.source, { x: MARGIN, y: height - 10, 'font-size': 12, fill: ink }),
  );
  return { text: new XMLSerializer().serializeToString(page), width, height };
}

/** A copy whose every element carries what it looks like here. */
function dressed(drawing: SVGSVGElement): Node {
  const copy = drawing.cloneNode(true);
  const originals = drawing.querySelectorAll('*');
  if (!(copy instanceof Element)) return copy;
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const style = getComputedStyle(original);
    for (const name of COPIED) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute('class');
  }
  return copy;
}

function text(content: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NAMESPACE, 'text');
  setAll(element, { 'font-family': 'Inter, sans-serif', ...attributes });
  element.textContent = content;
  return element;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

const SCALE = 2;

/**
 * A picture in pixels, at twice its size.
 *
 * @throws {Error} if the browser cannot draw it
 */
export async function pngOf({ text: svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be drawn'));
      else resolve(blob);
    });
  });
}
