import { html, type Html, type HtmlPart } from './html.ts';

/** A page around its content. */
export type PageRequest = {
  readonly title: string;
  /** Between the mark and the edge of the head. */
  readonly head: HtmlPart;
  readonly body: HtmlPart;
};

/** A whole page, with the mark of the product: a dot on an interval. */
export function page({ title, head, body }: PageRequest): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <script src="/assets/theme.js"></script>
        <link rel="stylesheet" href="/assets/uplift.css" />
      </head>
      <body>
        <header>
          <a class="mark" href="/">${mark}<span>Uplift</span></a
          >${head}
        </header>
        <main>${body}</main>
      </body>
    </html> `.text;
}

/** Before the first drawing: the theme that was chosen in the dashboard of this browser, if any. */
export const themeFile = `try {
  const theme = localStorage.getItem('uplift-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed here: the theme is that of the system.
}
`;

/** The picture beside the name. */
const mark: Html = html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <rect class="frame" x="1" y="1" width="18" height="18" rx="4.5" />
  <path class="interval" d="M10 4.5v11M7 4.5h6M7 15.5h6" />
  <circle class="value" cx="10" cy="8.5" r="2.6" />
</svg>`;

/** The same as a file of its own, for the browser's tab. */
export const markFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect x="1" y="1" width="18" height="18" rx="4.5" fill="#fff" stroke="#1264ab" stroke-width="1.6"/><path d="M10 4.5v11M7 4.5h6M7 15.5h6" fill="none" stroke="#1264ab" stroke-width="1.6"/><circle cx="10" cy="8.5" r="2.6" fill="#1264ab"/></svg>`;
