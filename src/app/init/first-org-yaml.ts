import type { FoundRecorder, InitFound } from '../../report/types.js';

/** How many are named one by one in a comment. */
const mostNamed = 20;

/** The first org.yaml as text: what was found is said in comments beside what follows from it. Pure. */
export function firstOrgYaml(found: InitFound): string {
  return `${[
    comment(
      `What orgsecrets covers in organization ${found.organizationId}, as \`orgsecrets init\` found it. Every key has its description in docs/configuration.md. Next: orgsecrets doctor, then orgsecrets plan.`,
    ),
    'version: 1',
    '',
    ...organization(found),
    '',
    comment(`${found.administrator.name}: ${found.administrator.why}.`),
    'delegatedAdministrator:',
    `  accountId: '${found.administrator.accountId}'`,
    comment(`${found.homeRegion.why}.`, 2),
    `  homeRegion: ${found.homeRegion.region}`,
    '',
    ...accounts(found),
    '',
    ...regions(found),
    '',
    ...recorder(found),
  ].join('\n')}\n`;
}

function organization({ organizationId, caller, callerPattern }: InitFound): readonly string[] {
  return [
    'organization:',
    comment('A run in any other organization is refused.', 2),
    `  id: ${organizationId}`,
    ...(caller === 'delegated-administrator'
      ? [
          comment(
            'What only the management account may do must be done there, or goes through organization.managementRoleArn.',
            2,
          ),
          '  caller: delegated-administrator',
        ]
      : []),
    comment(
      `Who runs orgsecrets: here, who ran init. Our roles trust these and nobody else; name the role of your pipeline. ${callerPattern.note ?? ''}`,
      2,
    ),
    '  callers:',
    `    - ${quoted(callerPattern.arn)}`,
  ];
}

function accounts({ accounts: { active, inactive }, controlTower }: InitFound): readonly string[] {
  return [
    'accounts:',
    comment(`All ${active} active accounts; name units (/Workloads/Prod) to cover less.`, 2),
    '  organizationalUnits: [/]',
    ...(inactive.length > 0
      ? [
          comment('Left out by themselves, since nobody can enter them:', 2),
          ...some(inactive, ({ accountId, name, state }) => `${accountId} ${name} (${state})`),
        ]
      : []),
    ...(controlTower.length > 0
      ? [
          comment(
            `Control Tower governs here (${controlTower.join('; ')}). An account in which orgsecrets makes a recorder can't be enrolled later: exclude those that are to be enrolled, or enrol them first.`,
            2,
          ),
        ]
      : []),
    comment('Accounts that are never touched, each with a reason:', 2),
    '  # exclude:',
    "  #   - id: '777788889999'",
    '  #     reason: sandbox, rebuilt every night',
  ];
}

function regions({ regions: { include, others }, recorders }: InitFound): readonly string[] {
  if (include === 'all')
    return [
      'regions:',
      comment(
        'No recorder was found that would tell the Regions in use. all: every Region in which AWS Config works; a list covers less.',
        2,
      ),
      '  include: all',
    ];
  return [
    'regions:',
    comment(
      `The home Region, and Regions in which recorders were found (${recorders.length}).${others.length > 0 ? ` Not in use as far as they tell: ${others.join(', ')}. all covers every Region.` : ''}`,
      2,
    ),
    '  include:',
    ...include.map((region) => `    - ${region}`),
  ];
}

function recorder({ recorders, looked }: InitFound): readonly string[] {
  const foreign = recorders.filter(({ ours }) => !ours);
  const part = looked.accounts < looked.of ? ` (of ${looked.of}; the plan looks at all)` : '';
  const seen = `${looked.accounts} accounts${part} and ${looked.regions} Regions were looked at`;
  const refused =
    looked.refused.length > 0
      ? ` Accounts that could not be entered: ${looked.refused.length}, first ${looked.refused[0]?.accountId}.`
      : '';
  if (foreign.length === 0)
    return [
      'recorder:',
      comment(
        `No recorder of others was found: ${seen}.${refused} One that is there all the same is left as it is.`,
        2,
      ),
      '  adopt: as-is',
    ];
  return [
    'recorder:',
    comment(`Recorders of others that were found: ${foreign.length}. ${seen}.${refused}`, 2),
    ...some(foreign, recorderText),
    comment(
      'as-is leaves them alone; start starts those that are stopped; extend also adds AWS::SecretsManager::Secret to those that do not record it, and nothing else. The plan shows each change first.',
      2,
    ),
    '  adopt: as-is',
  ];
}

function recorderText({ accountId, region, name, recording, recordsSecrets }: FoundRecorder): string {
  const lacks = [
    ...(recording ? [] : ['is stopped: adopt: start']),
    ...(recordsSecrets ? [] : ['does not record secrets: adopt: extend']),
  ];
  return `${accountId}/${region} ${name}${lacks.length > 0 ? ` ${lacks.join(', ')}` : ''}`;
}

function some<T>(items: readonly T[], text: (item: T) => string): readonly string[] {
  const lines = items.slice(0, mostNamed).map((item) => `  #   - ${oneLine(text(item))}`);
  return items.length > mostNamed ? [...lines, `  #   and ${items.length - mostNamed} more`] : lines;
}

/** A comment of lines of at most some 110 columns. */
function comment(text: string, indent = 0): string {
  const lines: string[] = [];
  for (const word of oneLine(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 108 - indent) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `${' '.repeat(indent)}# ${line}`).join('\n');
}

/** Names may hold anything; a comment ends at the end of its line, and YAML knows no control characters. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Z}\uFEFF]+/gu, ' ').trim();
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
