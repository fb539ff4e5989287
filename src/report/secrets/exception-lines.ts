import { findingsIn } from '../../findings/count.js';
import type { SecretException } from '../../model/secret-report.js';
import { count, hanging, section, thousands, type Style } from '../text/style.js';
import type { ReportView } from '../types.js';
import { exceptionText, shortRule } from './words.js';

const mostExceptions = 20;

/** What is agreed to, and for how many findings. */
export function exceptionSection({ report }: ReportView, style: Style): readonly string[] {
  const findings = new Map<SecretException, number>();
  for (const { exception } of findingsIn(report))
    if (exception) findings.set(exception, (findings.get(exception) ?? 0) + 1);
  // What has expired comes first, and whole: it fails the run.
  const sorted = report.exceptions.toSorted((a, b) => Number(b.expired) - Number(a.expired));
  const shown = sorted.slice(0, Math.max(mostExceptions, sorted.filter((one) => one.expired).length));
  const lines = shown.flatMap((one) => {
    const where = one.where === undefined ? '' : ` (${one.where})`;
    const about = `${one.secret}${where}, ${one.rules.map(shortRule).join(', ')}: ${count(findings.get(one) ?? 0, 'finding')}`;
    const text = [
      ...hanging(style, one.expired ? '✖ ' : '- ', about),
      ...hanging(style, '    ', exceptionText(one)),
    ];
    return one.expired ? text.map((line) => style.colors.red(line)) : text;
  });
  const rest = sorted.length - shown.length;
  return section(style, `Exceptions (${thousands(sorted.length)})`, [
    ...lines,
    ...(rest > 0 ? [style.colors.dim(`and ${thousands(rest)} more that hold`)] : []),
  ]);
}
