import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import { Ruler, reachOf } from './ruler.tsx';

test('a change lies on a scale that is centred on none', () => {
  const svg = renderToStaticMarkup(
    <Ruler percent={-20} interval={[-40, 0]} tone="better" label="Cycle time: −20%" reach={40} />,
  );

  // Nothing is in the middle; the reach of 40 lies 47 hundredths to its left.
  expect(svg).toContain('class="ruler-interval" x1="3.00%" x2="50.00%"');
  expect(svg).toContain('<svg x="26.50%"');
  expect(svg).toContain('aria-label="Cycle time: −20%"');
});

test('the zone that does not matter is five percent either way', () => {
  const svg = renderToStaticMarkup(
    <Ruler percent={null} interval={null} tone="unsure" label="no figure" reach={50} />,
  );

  expect(svg).toContain('class="ruler-zone" x="45.30%"');
  expect(svg).toContain('width="9.40%"');
  expect(svg).not.toContain('ruler-mark');
});

test('the scale has room for most, and cuts off what lies far out', () => {
  expect(
    reachOf([
      [-19, -4],
      [-2, 5],
    ]),
  ).toBe(20);
  expect(reachOf([[-30, 20], null])).toBe(40);
  expect(
    reachOf([
      [-10, 10],
      [-15, 15],
      [-20, 20],
      [-90, 500],
    ]),
  ).toBe(100);
  expect(reachOf([])).toBe(20);
});
