import { size } from '../../format/numbers.ts';
import { STUDIES } from '../../words/builder.ts';

const HEIGHT = 58;
const AXIS = 34;
const SCALES = [40, 60, 80, 100];

/** The smallest change that can be seen, beside those that were found elsewhere. */
export function DetectableScale({ percent }: { readonly percent: number }) {
  const most = SCALES.find((scale) => scale >= percent * 1.05) ?? 100;
  const x = (value: number) => `${(3 + (Math.min(value, most) / most) * 90).toFixed(1)}%`;
  const width = `${(((STUDIES.high - STUDIES.low) / most) * 90).toFixed(1)}%`;
  const label = `It can see changes from ${size(percent)}; published studies found ${STUDIES.low} to ${STUDIES.high}%`;
  return (
    <svg className="detectable" width="100%" height={HEIGHT} role="img" aria-label={label}>
      <rect
        x={x(STUDIES.low)}
        y={6}
        width={width}
        height={AXIS - 6}
        className="detectable-studies"
      />
      <line x1={x(0)} x2={x(most)} y1={AXIS} y2={AXIS} className="chart-base" />
      <line x1={x(percent)} x2={x(percent)} y1={2} y2={AXIS} className="detectable-mark" />
      <svg x={x(percent)} y={AXIS} overflow="visible">
        <path d="M0 -9l5 9h-10z" className="ruler-visible" />
      </svg>
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <text key={part} x={x(part * most)} y={AXIS + 17} className="chart-axis chart-axis-below">
          {Math.round(part * most)}%
        </text>
      ))}
    </svg>
  );
}
