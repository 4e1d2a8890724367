import { Check as Tick, TriangleAlert, X } from 'lucide-react';

import type { Check, ComparisonDetail } from '../../api/comparison-detail.ts';
import { checkWords, inReadingOrder, outcomeOf, type Outcome } from '../../words/checks.ts';
import { Card, CardHead } from '../../ui/card.tsx';

const ID = 'c-checks';
const ICONS = { passed: Tick, caution: TriangleAlert, failed: X };
const NAMES = { passed: 'Passed', caution: 'Caution', failed: 'Not passed' };

/** Can we believe it? What is against it comes first. */
export function ChecksCard({ comparison }: { readonly comparison: ComparisonDetail }) {
  const checks = comparison.checks ?? [];
  if (checks.length === 0) return null;
  const passed = checks.filter((check) => check.passed).length;
  return (
    <Card span={5} labelledBy={ID}>
      <CardHead id={ID} title={`Can we believe it? ${passed} of ${checks.length} checks passed`} />
      <ul className="checks">
        {inReadingOrder(checks).map((check) => (
          <CheckItem key={check.id} check={check} />
        ))}
      </ul>
    </Card>
  );
}

function CheckItem({ check }: { readonly check: Check }) {
  const outcome = outcomeOf(check);
  const { passed, failed, meaning } = checkWords(check.id);
  return (
    <li>
      <OutcomeMark outcome={outcome} />
      <div>
        <h3>{outcome === 'passed' ? passed : failed}</h3>
        <p>{check.words}</p>
        {meaning !== null && (
          <details>
            <summary>What this means</summary>
            <p>{meaning}</p>
          </details>
        )}
      </div>
    </li>
  );
}

/** A circle, a rounded square or a square: three shapes, not three colours. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const Icon = ICONS[outcome];
  return (
    <span className={`outcome outcome-${outcome}`}>
      <Icon aria-hidden="true" />
      <span className="sr">{NAMES[outcome]}:</span>
    </span>
  );
}
