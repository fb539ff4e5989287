import { hanging, section, thousands, type Style } from '../text/style.js';
import type { ReportView } from '../types.js';
import { exceptionsInWords } from './exceptions-in-words.js';

const mostExceptions = 20;

/** What is agreed to, and for how many findings; what has expired is shown whole. */
export function exceptionSection({ report }: ReportView, style: Style): readonly string[] {
  const all = exceptionsInWords(report);
  const shown = all.slice(0, Math.max(mostExceptions, all.filter((one) => one.expired).length));
  const lines = shown.flatMap(({ about, agreed, expired }) => {
    const text = [...hanging(style, expired ? '✖ ' : '- ', about), ...hanging(style, '    ', agreed)];
    return expired ? text.map((line) => style.colors.red(line)) : text;
  });
  const rest = all.length - shown.length;
  return section(style, `Exceptions (${thousands(all.length)})`, [
    ...lines,
    ...(rest > 0 ? [style.colors.dim(`and ${thousands(rest)} more that hold`)] : []),
  ]);
}
