import type { ReportedSecret, SecretReport } from '../../model/secret-report.js';
import { compareTargets, compareText } from '../../model/target.js';
import { isOpen } from './words.js';

/** Secrets with findings that nobody agreed to: most findings first, then the longest known, then by place and name. */
export function worstSecrets({ secrets }: SecretReport): readonly ReportedSecret[] {
  return secrets
    .map((secret) => {
      const open = secret.findings.filter(isOpen);
      const oldest = open.map(({ recordedAt }) => recordedAt ?? '~').toSorted(compareText)[0] ?? '~';
      return { secret, open: open.length, oldest };
    })
    .filter(({ open }) => open > 0)
    .toSorted(
      (a, b) =>
        b.open - a.open ||
        compareText(a.oldest, b.oldest) ||
        compareTargets(a.secret, b.secret) ||
        compareText(a.secret.name, b.secret.name),
    )
    .map(({ secret }) => secret);
}
