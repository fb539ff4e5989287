import { findingsIn } from '../../findings/count.js';
import type { SecretException, SecretReport } from '../../model/secret-report.js';
import { count } from '../text/style.js';
import { exceptionText, shortRule } from './words.js';

/** An exception as a person reads it: what it is about, and what was agreed to. */
export interface ExceptionInWords {
  readonly about: string;
  readonly agreed: string;
  readonly expired: boolean;
}

/** Every exception, and for how many findings. What has expired comes first: it fails the run. */
export function exceptionsInWords(report: SecretReport): readonly ExceptionInWords[] {
  const findings = new Map<SecretException, number>();
  for (const { exception } of findingsIn(report))
    if (exception) findings.set(exception, (findings.get(exception) ?? 0) + 1);
  return report.exceptions
    .toSorted((a, b) => Number(b.expired) - Number(a.expired))
    .map((one) => {
      const where = one.where === undefined ? '' : ` (${one.where})`;
      return {
        about: `${one.secret}${where}, ${one.rules.map(shortRule).join(', ')}: ${count(findings.get(one) ?? 0, 'finding')}`,
        agreed: exceptionText(one),
        expired: one.expired,
      };
    });
}
