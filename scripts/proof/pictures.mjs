const WIDTH = 860;
const LABEL = 190;
const ROW = 22;
const TOP = 62;
const ink = '#1f2933';
const faint = '#9aa5b1';
const colours = { cycle_time: '#2563a8', throughput: '#b45309' };
const names = { cycle_time: 'cycle time', throughput: 'merged pull requests' };

/** The pictures of the document, by file name. */
export function picturesOf(study) {
  const { of, quiet, settings } = study;
  return {
    'proof-coverage.svg': picture({
      title: 'How often the 95 % interval holds the truth',
      range: [60, 100],
      ticks: [60, 70, 80, 90, 95, 100],
      marked: [93, 97.5],
      rows: settings,
      shareOf: (setting, measure) => of(setting, measure).coverage,
    }),
    'proof-false-alarms.svg': picture({
      title: 'How often a change is claimed where there is none',
      range: [0, 10],
      ticks: [0, 2, 4, 6.5, 10],
      marked: [0, 6.5],
      rows: quiet,
      shareOf: (setting, measure) => of(setting, measure).claims,
    }),
  };
}

function picture({ marked, range, rows, shareOf, ticks, title }) {
  const height = TOP + rows.length * ROW + 34;
  const x = (value) => LABEL + ((value - range[0]) / (range[1] - range[0])) * (WIDTH - LABEL - 30);
  const bottom = TOP + rows.length * ROW;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text({ x: 12, y: 22, words: `${title}, percent of worlds`, size: 15 }),
    ...legend(),
    `<rect x="${x(marked[0])}" y="${TOP - 4}" width="${x(marked[1]) - x(marked[0])}" height="${bottom - TOP + 4}" fill="#e6f4ea"/>`,
    ...ticks.flatMap((tick) => [
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 4}" y2="${bottom}" stroke="#e4e7eb"/>`,
      text({ x: x(tick), y: bottom + 18, words: String(tick), anchor: 'middle', fill: faint }),
    ]),
    ...rows.flatMap((setting, index) => {
      const y = TOP + index * ROW + ROW / 2;
      return [
        text({ x: LABEL - 10, y: y + 4, words: setting, anchor: 'end' }),
        ...Object.keys(colours).map((measure, place) =>
          whisker({ share: shareOf(setting, measure), y: y - 4 + place * 8, measure }, x),
        ),
      ];
    }),
    '</svg>',
  ].join('\n')}\n`;
}

function legend() {
  return Object.keys(colours).flatMap((measure, place) => {
    const at = 16 + place * 110;
    return [
      `<circle cx="${at}" cy="40" r="4" fill="${colours[measure]}"/>`,
      text({ x: at + 10, y: 44, words: names[measure] }),
    ];
  });
}

function whisker({ measure, share, y }, x) {
  const [low, high] = share.interval.map((own) => x(own * 100));
  const colour = colours[measure];
  return (
    `<line x1="${low.toFixed(1)}" x2="${high.toFixed(1)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="1.5"/>` +
    `<circle cx="${x(share.share * 100).toFixed(1)}" cy="${y}" r="3" fill="${colour}"/>`
  );
}

function text({ anchor = 'start', fill = ink, size = 12, words, x, y }) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}" font-size="${size}">${words}</text>`;
}
