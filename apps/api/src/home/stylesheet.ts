const LIGHT = `--bg:#f8f9fb;--surface:#fff;--sunken:#f0f3f5;--line:#dfe2e6;--line-strong:#7e858e;--grid:#e4e6e9;--ink:#1b212b;--ink-2:#484f5a;--ink-3:#626872;--accent:#1d5aa4;--accent-weak:#e6f0fd;--on-accent:#fff;--better:#00687d;--better-weak:#e2f4f9;--worse:#9e1e12;--worse-weak:#feefea;--warn:#916100;--warn-weak:#fdf4dd;--unsure:#4c4c54;--unsure-weak:#eeeef2;--c-main:#1264ab;--c-edge:#6190c1;--c-band:#cce2fa;`;
const DARK = `--bg:#101318;--surface:#181b21;--sunken:#21252b;--line:#30343b;--line-strong:#6f757e;--grid:#2b2e34;--ink:#eaedf1;--ink-2:#b9bec4;--ink-3:#9ba1a7;--accent:#84bbf4;--accent-weak:#1e2f44;--on-accent:#101318;--better:#7fd3e4;--better-weak:#153038;--worse:#ec7859;--worse-weak:#44211b;--warn:#eec770;--warn-weak:#392b14;--unsure:#9d9da6;--unsure-weak:#29292f;--c-main:#64a2e7;--c-edge:#4e77a5;--c-band:#213751;`;

/**
 * The look of the plain pages, which is that of the dashboard: white cards on a cool grey, hairlines,
 * one blue; light and dark.
 *
 * @param font - the address of the dashboard's letters; null where none was built
 */
export function stylesheetWith(font: string | null): string {
  const face = `@font-face{font-family:"Inter Variable";font-display:swap;font-weight:100 900;src:url(${font ?? ''}) format("woff2")}`;
  return font === null ? rules : `${face}${rules}`;
}

const rules = `:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:400 14px/20px "Inter Variable",ui-sans-serif,system-ui,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
a{color:var(--accent);text-underline-offset:3px;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
h1,h2,p{margin:0}
h1{font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:14px;line-height:20px;font-weight:600}
code{font:400 13px/19px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--sunken);border-radius:4px;padding:1px 5px;overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;background:var(--surface);border-bottom:1px solid var(--line);padding:8px max(24px,calc((100vw - 1392px)/2));min-height:52px}
header nav{display:flex;align-items:center;gap:16px;margin-left:auto}
header form{display:flex;align-items:center;gap:8px}
.mark{display:inline-flex;align-items:center;gap:9px;color:var(--ink);font-weight:650;letter-spacing:-.01em;font-size:15px;text-decoration:none}
.mark svg,.mark .frame{overflow:visible}
.frame{fill:none;stroke:var(--accent);stroke-width:1.6}
.interval{fill:none;stroke:var(--accent);stroke-width:1.6}
.value{fill:var(--accent)}
.crumb{color:var(--ink-2)}
.crumb label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.crumb::before{content:"/";color:var(--ink-3);margin-right:12px}
main{max-width:1440px;margin:0 auto;padding:24px;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
.wide{grid-column:1/-1}
.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:20px}
.narrow{grid-column:1/-1;justify-self:center;width:100%;max-width:460px;margin-top:6vh;display:grid;gap:14px}
.lead{font-size:15px;line-height:23px;color:var(--ink-2);max-width:60ch}
.second,.hint{font-size:13px;line-height:19px;color:var(--ink-2)}
.figure{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 12px;margin:10px 0 6px;font-variant-numeric:tabular-nums}
.figure strong{font-size:24px;line-height:30px;font-weight:600;letter-spacing:-.02em}
.figure span{font-size:13px;color:var(--ink-2)}
label{font-size:13px;font-weight:550;color:var(--ink-2)}
.narrow form{display:grid;gap:8px}
input,select,button{font:inherit;border-radius:7px;border:1px solid var(--line-strong);background:var(--surface);color:var(--ink);padding:6px 10px;min-height:34px}
button{cursor:pointer;font-weight:500;font-size:13px}
.narrow button{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-size:14px;min-height:38px}
.button{display:block;text-align:center;text-decoration:none;font-weight:500;border-radius:7px;background:var(--accent);color:var(--on-accent);padding:9px 10px}
.setup{display:grid;gap:10px;max-width:460px;margin-top:10px}
.choice{display:flex;align-items:center;gap:8px}.choice input{min-height:0}
pre{font:400 12px/18px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--sunken);border-radius:7px;padding:10px}
.plain{border-color:transparent;background:none;color:var(--accent);padding:6px 4px;text-decoration:underline;text-underline-offset:3px}
.refusal{background:var(--worse-weak);color:var(--worse);border-radius:7px;padding:8px 12px}
.chart{display:block;width:100%;height:auto;margin-top:4px}
.chart text{font:400 12px "Inter Variable",ui-sans-serif,system-ui,sans-serif;fill:var(--ink-3);font-variant-numeric:tabular-nums}
.chart .label{fill:var(--c-main);font-weight:550}
.grid{stroke:var(--grid)}.zero{stroke:var(--line-strong)}
.running{fill:var(--sunken)}
.band{fill:var(--c-band)}
.edge{fill:none;stroke:var(--c-edge);stroke-width:1}
.line{fill:none;stroke:var(--c-main);stroke-width:2;stroke-linejoin:round}
.line.open{stroke-dasharray:4 4}
.dot{fill:var(--c-main);stroke:var(--surface);stroke-width:1}
.dot.open{fill:var(--surface);stroke:var(--c-main);stroke-width:1.75}
.nothing{margin-top:10px;border:1px dashed var(--line);border-radius:7px;color:var(--ink-2);text-align:center;padding:52px 16px}
details{margin-top:10px}
summary{cursor:pointer;color:var(--accent);font-size:13px;width:max-content;padding:3px 0}
.scroll{max-height:300px;overflow:auto;margin-top:6px}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:7px 12px 7px 0;border-top:1px solid var(--line);text-align:left;font-weight:400;vertical-align:baseline}
thead th{border-top:0;color:var(--ink-3);font-weight:500}
tbody th{font-weight:500}
.chip{display:inline-block;border-radius:12px;padding:2px 10px;font-size:13px;font-weight:550;white-space:nowrap;background:var(--unsure-weak);color:var(--unsure)}
.chip.better{background:var(--better-weak);color:var(--better)}
.chip.worse{background:var(--worse-weak);color:var(--worse)}
.chip.open{background:none;box-shadow:inset 0 0 0 1px var(--line-strong)}
.answers{margin-top:8px}
.steps{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:16px}
.steps li{display:flex;gap:12px;align-items:flex-start}
.step-mark{flex:none;display:grid;place-items:center;width:24px;height:24px;border-radius:12px;border:1px solid var(--line-strong);font-size:13px;font-weight:600;color:var(--ink-2)}
.step-done .step-mark{background:var(--better-weak);border-color:var(--better);color:var(--better)}
.step-now .step-mark{background:var(--accent-weak);border-color:var(--accent);color:var(--accent)}
.step-later h2{color:var(--ink-2)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.onwards{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px}
.onwards:empty{display:none}
.plain-link{padding:6px 0}
.setup button{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-size:14px;min-height:38px}
.chip.warn{background:var(--warn-weak);color:var(--warn)}
ol:not(.steps){margin:10px 0 0;padding-left:20px;display:grid;gap:10px}
footer{grid-column:1/-1;color:var(--ink-2);font-size:13px;padding:0 4px}
@media (max-width:760px){.steps{grid-template-columns:minmax(0,1fr);gap:12px}.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stacked :is(tr,td,th){display:block}.stacked tr{border-top:1px solid var(--line);padding:8px 0}.stacked :is(td,th){border:0;padding:3px 0;overflow-wrap:anywhere}main{grid-template-columns:minmax(0,1fr);padding:16px;gap:12px}header{padding:10px 16px}.card{padding:16px}input,select,button{min-height:44px}}
@media (forced-colors:active){.band{fill:none}.line,.edge{stroke:CanvasText}.chip{border:1px solid CanvasText}}
@media print{:root:root{color-scheme:light;${LIGHT}}header nav,details{display:none}}
`;
