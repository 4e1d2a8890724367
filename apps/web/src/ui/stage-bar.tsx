import { stages } from '../address/view.ts';
import { stackOf, type ByStage } from '../charts/bar-plot.ts';
import { exactDuration } from '../format/durations.ts';
import { stageNames } from '../words/stages.ts';

/** Seconds by stage as a bar; the whole width stands for `most` seconds. */
export function StageBar({
  parts,
  most,
  height = 10,
}: {
  readonly parts: ByStage;
  readonly most: number;
  readonly height?: number;
}) {
  const share = (seconds: number) => `${most === 0 ? 0 : (seconds / most) * 100}%`;
  const words = stages.map((stage) => `${stageNames[stage]} ${exactDuration(parts[stage])}`);
  return (
    <svg
      className="stage-bar"
      width="100%"
      height={height}
      role="img"
      aria-label={words.join(', ')}
    >
      {stackOf(parts).map(({ stage, from, to }) => (
        <rect
          key={stage}
          x={share(from)}
          width={share(to - from)}
          height={height}
          className={`stage-${stage}`}
        />
      ))}
    </svg>
  );
}
