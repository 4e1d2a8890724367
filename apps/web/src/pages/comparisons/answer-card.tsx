import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { VerdictRuler } from '../../charts/verdict-ruler.tsx';
import { changeWithInterval, size } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { readChange, type Reading } from '../../words/readings.ts';
import { chanceWords, claimMeaning, naiveWords, smallestVisible } from '../../words/result.ts';
import { plain } from '../../words/rich.ts';
import { claimNames, explanation, headline, readVerdict } from '../../words/verdict.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Rich } from '../../ui/rich.tsx';

const HEADING = 'c-answer';

/** The answer in one sentence, how sure it is, and where it lies on its scale. */
export function AnswerCard({ comparison }: { readonly comparison: ComparisonDetail }) {
  const answer = { ...comparison, tool: comparison.question.tool };
  const claim = comparison.verdict?.claim ?? 'cannot_tell';
  const reading = readVerdict(comparison);
  const sentence = headline(answer);
  const chance = chanceWords(comparison);
  return (
    <Card span={12} labelledBy={HEADING} className="verdict">
      <div>
        <p className="asked">
          <Chip reading={reading} words={claimNames[claim]} />
          {comparison.verdict?.indicative === true && <span className="chip">Indicative</span>}
          <span>{claimMeaning(claim)}</span>
        </p>
        <h2 id={HEADING} className={`verdict-${reading.tone}`} title={plain(sentence)}>
          <Rich text={sentence} as="em" />
        </h2>
        <p className="why">
          <Rich text={explanation(answer)} /> {chance} <Rich text={naiveWords(comparison)} />
        </p>
        <Companions comparison={comparison} />
        <Reasons comparison={comparison} />
      </div>
      <Scale comparison={comparison} reading={reading} />
    </Card>
  );
}

/** What got worse meanwhile: never left out beside a gain. */
function Companions({ comparison }: { readonly comparison: ComparisonDetail }) {
  const worse = (comparison.guards ?? []).filter(
    (guard) => readChange(guard.measure, guard).tone === 'worse',
  );
  if (worse.length === 0) return null;
  return (
    <p className="why">
      {worse.map(({ measure, percent }) => {
        const { name, higher, lower } = measureWords(measure);
        return (
          <span key={measure}>
            {capital(name)} became{' '}
            <b>
              {size(percent)} {percent > 0 ? higher : lower}
            </b>
            : read the answer together with that.{' '}
          </span>
        );
      })}
    </p>
  );
}

function Reasons({ comparison }: { readonly comparison: ComparisonDetail }) {
  const reasons = comparison.verdict?.reasons ?? [];
  if (reasons.length === 0) return null;
  return (
    <>
      <h3 className="reasons-head">Why it says no more, and no less</h3>
      <ul className="reasons">
        {reasons.map(({ rule, words }) => (
          <li key={`${rule} ${words}`}>{words}</li>
        ))}
      </ul>
    </>
  );
}

function Scale({
  comparison,
  reading,
}: {
  readonly comparison: ComparisonDetail;
  readonly reading: Reading;
}) {
  const { effect, measure, naive } = comparison;
  const percent = effect?.percent ?? null;
  if (percent === null) return null;
  const interval = effect?.interval ?? null;
  const { lower, higher, name } = measureWords(measure);
  const visible = smallestVisible(comparison);
  return (
    <div>
      <VerdictRuler
        effect={{ percent, interval }}
        naive={naive}
        visible={visible}
        tone={reading.tone}
        words={{ lower, higher }}
        label={`${capital(name)}: ${changeWithInterval(percent, interval)}, ${reading.words}`}
      />
      {visible !== null && (
        <p className="ruler-note">
          <span aria-hidden="true">▲</span> {size(visible)}: smallest change we could have seen
        </p>
      )}
    </div>
  );
}
