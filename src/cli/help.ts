import type { Command } from 'commander';
import { wrap } from '../report/text/width.js';
import type { CommandName, Permissions } from './permissions.js';
import { permissions } from './permissions.js';

export interface Example {
  readonly command: string;
  readonly what: string;
}

/** Examples by command; --help and docs/cli.md show them. */
export const examples: Readonly<Record<CommandName, readonly Example[]>> = {
  validate: [
    { command: 'orgsecrets validate', what: 'checks ./org.yaml; every mistake with its line and column' },
    { command: 'orgsecrets validate --config prod/org.yaml --json', what: 'the same for a machine' },
  ],
  init: [
    { command: 'orgsecrets init', what: 'writes ./org.yaml from what it finds; asks what it can’t tell' },
    {
      command:
        'orgsecrets init --administrator 222233334444 --home-region eu-central-1 --output prod/org.yaml',
      what: 'asks nothing',
    },
  ],
  doctor: [
    { command: 'orgsecrets doctor', what: 'checks every prerequisite; changes nothing' },
    { command: 'orgsecrets doctor --ignore D006 --ignore D019', what: 'leaves out what is known' },
  ],
  plan: [
    { command: 'orgsecrets plan', what: 'shows what apply would do' },
    { command: 'orgsecrets plan --out plan.json', what: 'saves the plan, so that apply does nothing else' },
    { command: 'orgsecrets plan --detailed-exitcode', what: 'ends with 2 where there is something to do' },
    { command: 'orgsecrets plan --account 123456789012', what: 'what apply would do in one account' },
  ],
  apply: [
    { command: 'orgsecrets apply', what: 'shows the plan, asks, and does it' },
    { command: 'orgsecrets apply plan.json', what: 'does what was saved, and nothing else' },
    { command: 'orgsecrets apply --auto-approve --json > outcome.json', what: 'in a pipeline' },
    {
      command: 'orgsecrets apply --accept-gaps 123456789012 --accept-gaps 210987654321/eu-west-1',
      what: 'makes the aggregator although these are not proved',
    },
    {
      command: 'orgsecrets apply --account 123456789012 --auto-approve',
      what: 'brings one account to coverage, and touches nobody else',
    },
  ],
  status: [
    { command: 'orgsecrets status', what: 'the coverage matrix, the gaps, the aggregator' },
    {
      command: 'orgsecrets status --json | jq .coverage.recorder.gaps',
      what: 'what is missing, for a machine',
    },
  ],
  accounts: [
    { command: 'orgsecrets accounts', what: 'every account: state, unit, coverage, why not, since when' },
    { command: 'orgsecrets accounts --only pending', what: 'those in which something is missing' },
    {
      command: 'orgsecrets accounts --unit /Workloads/Prod --prove --json',
      what: 'read back from AWS Config, for a machine',
    },
  ],
  drift: [
    { command: 'orgsecrets drift', what: 'every difference, the recorder of every target included' },
    {
      command: 'orgsecrets drift --depth quick --detailed-exitcode',
      what: 'a few calls; ends with 2 where there is drift',
    },
    {
      command: 'orgsecrets drift --remediate',
      what: 'shows what was found and what mends it, asks, and mends it',
    },
    {
      command: 'orgsecrets drift --remediate --auto-approve --detailed-exitcode',
      what: 'on a schedule: ends with 2 where something is left to a person',
    },
    {
      command: 'orgsecrets drift --only recorder-stopped,recorder-missing --json',
      what: 'two kinds, for a machine',
    },
  ],
  notify: [
    { command: 'orgsecrets notify', what: 'publishes what changed since the last digest' },
    { command: 'orgsecrets notify --dry-run', what: 'shows it, and publishes nothing' },
    { command: 'orgsecrets notify --json', what: 'what was published, for a machine' },
  ],
  report: [
    { command: 'orgsecrets report', what: 'the summary, then the worst' },
    {
      command: 'orgsecrets report --format html,csv,json --output reports',
      what: 'a file each, and one more point for the trend',
    },
    {
      command: 'orgsecrets report --fail-on rotation-enabled-check --unit /Workloads/Prod',
      what: 'ends with 4 where one is not rotated and nobody agreed to that',
    },
    {
      command: 'orgsecrets report --state non-compliant --group-by owner --format markdown',
      what: 'for a ticket',
    },
  ],
  history: [
    {
      command: 'orgsecrets history arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/db-a1b2c3',
      what: 'what changed, from what to what, and by whom where that is known',
    },
    {
      command: 'orgsecrets history orders/db --account 111122223333 --region eu-west-1 --html history.html',
      what: 'the same by name, and as a page for a ticket',
    },
  ],
  destroy: [
    { command: 'orgsecrets destroy', what: 'shows what goes and what stays, asks, and takes it away' },
    {
      command: 'orgsecrets destroy --delete-bucket',
      what: 'the same, and the configuration history with its bucket',
    },
    { command: 'orgsecrets destroy --auto-approve --json > removed.json', what: 'in a pipeline' },
  ],
  runs: [
    { command: 'orgsecrets runs', what: 'which runs there were, and how they ended' },
    { command: 'orgsecrets runs show last', what: 'all that the newest one found, did and proved' },
    { command: 'orgsecrets runs show 20261127T203121 --json', what: 'one of them, for a machine' },
  ],
  simulate: [
    {
      command: 'orgsecrets simulate --world config/worlds/acme.yaml',
      what: 'prints endpoint and keys as one JSON line, and serves until Ctrl-C',
    },
    {
      command: 'orgsecrets simulate --world acme.yaml --port 4566 --time-scale 100 --snapshot after.json',
      what: 'time runs 100 times as fast; the world is written at the end',
    },
  ],
};

const roleTitles: Readonly<Record<keyof Permissions, string>> = {
  caller: 'the credentials that it runs with',
  look: 'the role <prefix>-look in member accounts (or one of organization.memberRoles)',
  mend: 'the role <prefix>-mend in member accounts',
  extend: 'the role <prefix>-extend in member accounts, which is only made where recorder.adopt asks for it',
  aggregatorAdmin: 'the role <prefix>-aggregator-admin in the delegated administrator account',
  bucket:
    'with --delete-bucket, one of organization.memberRoles in the delegated administrator account (in its own account the caller)',
};

/** The IAM actions of a command by the role that needs them; empty where it asks AWS nothing. */
export function permissionGroups(name: CommandName): readonly { role: string; actions: readonly string[] }[] {
  const roles = Object.keys(roleTitles) as (keyof Permissions)[];
  return roles.flatMap((role) => {
    const actions = permissions[name][role] ?? [];
    return actions.length === 0
      ? []
      : [{ role: roleTitles[role], actions: [...new Set(actions)].toSorted() }];
  });
}

/** Adds examples and IAM actions below a command's options. */
export function addHelpTail(command: Command, name: CommandName): Command {
  return command.addHelpText(
    'after',
    [
      '',
      'Examples:',
      ...examples[name].flatMap((example) => [`  ${example.command}`, `      ${example.what}`]),
      '',
      'IAM actions:',
      ...permissionLines(name),
    ].join('\n'),
  );
}

function permissionLines(name: CommandName): readonly string[] {
  const groups = permissionGroups(name);
  if (groups.length === 0) return ['  none: it asks AWS nothing'];
  return groups.flatMap(({ role, actions }) => [
    `  ${role}:`,
    ...wrap(actions.join(' '), 76).map((line) => `    ${line}`),
  ]);
}
