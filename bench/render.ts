import { isMet, type Figure } from './figures.js';
import type { Counted, Measured } from './measure.js';

/** The figures as a table for people, then what a plan asks for and why, then which calls are above a bound. */
export function render(figures: readonly Figure[], sizes: readonly Measured[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${number(figure.measured)} ${figure.unit}`.trim(),
    `${number(figure.against)} ${figure.unit}`.trim(),
    figure.what,
    figure.against === 0 ? '' : (figure.measured / figure.against).toFixed(2),
    verdict(figure),
  ]);
  const heads = ['figure', 'measured', 'against', 'what that is', 'ratio', 'goal'];
  const parts = [table([heads, ...rows]), ...sizes.slice(-1).flatMap(reasons), ...sizes.flatMap(surpluses)];
  return parts.join('\n');
}

/** The calls of a plan beside those of the bound, each of them with its reason. */
function reasons({ size, plan }: Measured): readonly string[] {
  const rows = plan.terms
    .filter(({ calls }) => calls > 0)
    .map(({ operation, calls, why }) => [
      `  ${operation}`,
      number(plan.byOperation[operation] ?? 0),
      number(calls),
      why,
    ]);
  return [`\nplan, ${size.accounts} × ${size.regions}: calls made, calls of the bound, why`, table(rows)];
}

function verdict(figure: Figure): string {
  if (figure.goal === undefined) return '';
  const met = isMet(figure) ? 'met' : 'MISSED';
  return figure.against === 0 ? met : `≤ ${figure.goal} ${met}`;
}

/** The operations of each command that were called more often than its bound allows. */
function surpluses({ size, plan, status, apply }: Measured): readonly string[] {
  const named: readonly (readonly [string, Counted | undefined])[] = [
    ['plan', plan],
    ['status', status],
    ['apply', apply],
  ];
  return named.flatMap(([command, counted]) => {
    const above = counted ? aboveBound(counted) : [];
    if (above.length === 0) return [];
    return [`\n${command}, ${size.accounts} × ${size.regions}: calls above the bound`, table(above)];
  });
}

function aboveBound({ byOperation, terms }: Counted): readonly string[][] {
  const allowed = new Map<string, number>();
  for (const { operation, calls } of terms) allowed.set(operation, (allowed.get(operation) ?? 0) + calls);
  return Object.entries(byOperation).flatMap(([operation, calls]) => {
    const surplus = calls - (allowed.get(operation) ?? 0);
    return surplus > 0 ? [[`  ${operation}`, number(calls), `+${number(surplus)}`]] : [];
  });
}

/** Numbers to the right, words to the left. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          /^[+\d]/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 1 : 4;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
