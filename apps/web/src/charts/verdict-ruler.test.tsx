import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import { VerdictDrawing, type VerdictRulerProps } from './verdict-ruler.tsx';

const given: VerdictRulerProps = {
  effect: { percent: -12, interval: [-19, -4] },
  naive: { percent: -24, interval: [-28, -20] },
  visible: 11,
  tone: 'better',
  words: { lower: 'shorter', higher: 'longer' },
  label: 'Cycle time: −12% [−19, −4], shorter',
};

const drawn = (props: Partial<VerdictRulerProps>) =>
  renderToStaticMarkup(<VerdictDrawing {...given} {...props} width={500} />);

test('an answer lies on its scale with the plain one and the smallest visible change', () => {
  const svg = drawn({});

  expect(svg).toContain('>−12%</text>');
  expect(svg).toContain('plain before and after: −24% [−28, −20]');
  expect(svg).toContain('ruler-visible');
  // The largest bound is 28, so the scale reaches to 30.
  expect(svg).toContain('>+30%</text>');
});

test('what is not known is not drawn', () => {
  const svg = drawn({ effect: { percent: -12, interval: null }, naive: undefined, visible: null });

  expect(svg).not.toContain('ruler-interval');
  expect(svg).not.toContain('ruler-naive');
  expect(svg).not.toContain('ruler-visible');
});

test('a smallest visible change beyond the scale widens it', () => {
  expect(drawn({ visible: 70 })).toContain('>+80%</text>');
});
