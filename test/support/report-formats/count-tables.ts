import type { RuleCounts } from './verdicts.js';

const number = '([\\d,]+)';

/**
 * The table of rules in the report of a terminal.
 *
 * @throws Error where there is none.
 */
export function textCounts(text: string): RuleCounts {
  const table = /\nBy rule\n.*\n((?: {2}\S.*\n)+)/.exec(text)?.[1];
  return countsIn(table, new RegExp(`^  (\\S+) +${Array.from({ length: 5 }, () => number).join(' +')}`));
}

/**
 * The table of rules in the report as Markdown.
 *
 * @throws Error where there is none.
 */
export function markdownCounts(text: string): RuleCounts {
  const table = /\n\| rule \|.*\n.*\n((?:\|.*\n)+)/.exec(text)?.[1];
  const cells = [number, `${number}(?: \\([^)]*\\))?`, number, number, number];
  return countsIn(table, new RegExp(`^\\| \`(\\S+)\` \\| ${cells.join(' \\| ')} \\|$`));
}

/** The order of the columns, in both. */
const states = ['compliant', 'non-compliant', 'excepted', 'unknown', 'not-applicable'];

function countsIn(table: string | undefined, row: RegExp): RuleCounts {
  if (table === undefined) throw new Error('there is no table of rules');
  return Object.fromEntries(
    table
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, rule = '', ...cells] = row.exec(line) ?? [];
        const counts = cells.map((cell) => Number(cell.replaceAll(',', '')));
        const ofRule = states.flatMap((state, place) => (counts[place] ? [[state, counts[place]]] : []));
        return [rule.startsWith('secretsmanager-') ? rule : longName(rule), Object.fromEntries(ofRule)];
      }),
  );
}

/** The terminal leaves out what all rules have in common. */
function longName(short: string): string {
  return /^(unused|periodic-rotation)$/.test(short)
    ? `secretsmanager-secret-${short}`
    : `secretsmanager-${short}`;
}
