import { count, hanging, type Style } from './text/style.js';
import type { InitView } from './types.js';

/** What was written, what it stands on, and what comes next. */
export function renderInit({ file, found, calls }: InitView, style: Style): string {
  const { accounts, administrator, controlTower, homeRegion, looked, recorders, regions } = found;
  const foreign = recorders.filter(({ ours }) => !ours).length;
  const facts: readonly (readonly [string, string])[] = [
    ['organization', found.organizationId],
    ['administrator', `${administrator.accountId} ${administrator.name}: ${administrator.why}`],
    ['home Region', homeRegion.region],
    [
      'accounts',
      `${count(accounts.active, 'active account')}${accounts.inactive.length > 0 ? `; ${accounts.inactive.length} that nobody can enter` : ''}`,
    ],
    [
      'Regions',
      regions.include === 'all' ? 'all: no recorder tells which are in use' : regions.include.join(', '),
    ],
    [
      'recorders',
      `${foreign} of others, in ${looked.accounts} of ${count(looked.of, 'account')} and ${count(looked.regions, 'Region')} looked at${looked.refused.length > 0 ? `; ${looked.refused.length} could not be entered` : ''}`,
    ],
    ['Control Tower', controlTower.length > 0 ? controlTower.join('; ') : 'not found'],
    ['calls to AWS', String(calls.total)],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    style.colors.bold(`Written: ${file}`),
    ...facts.flatMap(([name, value]) => hanging(style, `  ${name.padEnd(width)}  `, value, 0)),
    '',
    `Read it, then: orgsecrets doctor --config ${file}`,
  ].join('\n');
}
