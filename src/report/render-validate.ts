import { ruleNames } from '../model/catalog.js';
import type { OrgConfig } from '../model/org-config.js';
import { count, hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { ConfigProblem } from './types.js';

/** Each mistake as `file:line:column` (editors jump there), with its path, its value, the reason and the nearest right one. */
export function renderProblems(problems: readonly ConfigProblem[], style: Style): string {
  const lines = problems.flatMap((problem) => {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    const value = problem.value === undefined ? '' : ` (${problem.value})`;
    const subject = problem.path === '' ? '' : `${problem.path} `;
    return [
      style.colors.bold(place),
      ...hanging(style, '  ', `${subject}${problem.reason}${value}`, 0),
      ...(problem.suggestion === undefined ? [] : [`  → did you mean ${problem.suggestion}?`]),
    ];
  });
  return [...lines, '', style.colors.red(`${count(problems.length, 'mistake')}.`)].join('\n');
}

/** A valid org.yaml in a few lines, so that a person sees that it says what was meant. */
export function renderValid(file: string, config: OrgConfig, style: Style): string {
  const { accounts, delegatedAdministrator, recorder, regions, rules } = config;
  const enabled = ruleNames.filter((name) => rules[name].enabled);
  const facts: readonly (readonly [string, string])[] = [
    [
      'administrator',
      `${delegatedAdministrator.accountId}, home Region ${delegatedAdministrator.homeRegion}`,
    ],
    [
      'accounts',
      `under ${accounts.organizationalUnits.join(', ')}; ${accounts.exclude.length} excluded; the management account ${accounts.includeManagementAccount ? 'too' : 'not'}`,
    ],
    [
      'Regions',
      `${regions.include === 'all' ? 'all' : regions.include.join(', ')}; ${regions.exclude.length} excluded`,
    ],
    ['recorder', `adopt ${recorder.adopt}, role ${recorder.role}, ${recorder.frequency}`],
    ['rules', `${enabled.length} of ${ruleNames.length} enabled`],
  ];
  return [
    style.colors.green(`✔ ${file} is valid.`),
    ...facts.flatMap(([name, text]) => hanging(style, `  ${name.padEnd(14)}`, text, 0)),
  ].join('\n');
}
