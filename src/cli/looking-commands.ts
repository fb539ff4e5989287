import { Command, Option } from 'commander';
import { addAccountsOptions, type AccountsOptions } from './accounts-options.js';
import type { DoctorOptions } from './commands/doctor.js';
import type { HistoryOptions } from './commands/history.js';
import type { InitOptions } from './commands/init.js';
import type { RunsOptions } from './commands/runs.js';
import { command, common, type Start } from './define-command.js';
import { collectCode, parseAccount } from './option-values.js';
import { addReportOptions, type ReportOptions } from './report-options.js';
import type { CommonOptions } from './session.js';
import { recordsFolder } from './shared-options.js';

/* Commands that change nothing in AWS. */

export function validateCommand(start: Start): Command {
  return command(
    'validate',
    'check the org.yaml',
    'Checks the org.yaml and reports every mistake at once. Asks AWS nothing.',
  ).action((options: CommonOptions) =>
    start(options, async (session) => (await import('./commands/validate.js')).validate(session)),
  );
}

export function initCommand(start: Start): Command {
  return command(
    'init',
    'write a first org.yaml',
    'Looks at the organization, at delegated administrators, Control Tower and, in a bounded number of targets, at recorders, and writes an org.yaml with comments that say what was found. Changes nothing in AWS, and never writes over a file unless told so.',
  )
    .option('-o, --output <file>', 'where the org.yaml is written', 'org.yaml')
    .option('--administrator <account>', 'the account that is to look at the whole', parseAccount)
    .option('--home-region <region>', 'where the aggregator, the bucket and the topic are to live')
    .option('--force', 'write over a file that is there')
    .action((options: CommonOptions & InitOptions) =>
      start(options, async (session) => (await import('./commands/init.js')).init(session, options)),
    );
}

export function doctorCommand(start: Start): Command {
  return command(
    'doctor',
    'check every prerequisite',
    'Looks at credentials, permissions, trusted access, delegated administrators, Regions, roles, policies and quotas, and says how to mend what is missing: docs/doctor.md has every check. Changes nothing.',
  )
    .addOption(
      new Option('--ignore <code>', 'leave this check out, and show it as ignored; repeatable')
        .argParser(collectCode)
        .default([], 'none'),
    )
    .action((options: CommonOptions & DoctorOptions) =>
      start(options, async (session) => (await import('./commands/doctor.js')).doctor(session, options)),
    );
}

export function statusCommand(start: Start): Command {
  return command(
    'status',
    'show what is covered',
    'Reads back from AWS Config, in every covered target, whether recorder and rules work, and shows the coverage matrix and the aggregator. Changes nothing.',
  ).action((options: CommonOptions) =>
    start(options, async (session) => (await import('./commands/status.js')).status(session)),
  );
}

export function accountsCommand(start: Start): Command {
  return addAccountsOptions(
    command(
      'accounts',
      'list every account, and how it stands',
      'Lists every account of the organization with its state, its organizational unit, how many of its targets are covered, why it is left out or what it waits for, and since when. Coverage is what the stacks of orgsecrets say, which takes a call per hundred of them; --prove reads it back from AWS Config, which takes a few calls per target. That an account is covered since a day is read from the records of runs. Changes nothing.',
    ),
  ).action((options: CommonOptions & AccountsOptions) =>
    start(options, async (session) => (await import('./commands/accounts.js')).accounts(session, options)),
  );
}

export function reportCommand(start: Start): Command {
  return addReportOptions(
    command(
      'report',
      'show how the secrets stand',
      'Reads the aggregator and shows every secret of the organization: its result under each rule, its key, its rotation, its owner. What is not known is shown as that, and never counts as compliant. Changes nothing.',
    ),
  ).action((options: CommonOptions & ReportOptions) =>
    start(options, async (session) => (await import('./commands/report.js')).report(session, options)),
  );
}

export function historyCommand(start: Start): Command {
  return command(
    'history',
    'show how a secret became what it is',
    'Shows what AWS Config recorded of one secret, newest first: metadata, rotation, key, rotation function and tags, each as a difference, with who did it where CloudTrail still knows. Its KMS key and its rotation function stand on the same timeline. Reads in the secret’s own account; never its value. Changes nothing.',
  )
    .argument('<secret>', 'an ARN, or a name with --account and --region')
    .option('--account <account>', 'the account of a secret that is given by its name', parseAccount)
    .option('--region <region>', 'the Region of a secret that is given by its name')
    .option('--html <file>', 'write the timeline as an HTML page too')
    .action((secret: string, options: CommonOptions & HistoryOptions) =>
      start(options, async (session) =>
        (await import('./commands/history.js')).history(session, secret, options),
      ),
    );
}

export function runsCommand(start: Start): Command {
  const folder = recordsFolder();
  const show = common(
    new Command('show').description('Shows one record: what was found, done and proved, in its order.'),
  )
    .argument('<id>', 'the id of a run, the beginning of one, or last')
    .addOption(folder)
    .action((id: string, options: CommonOptions & RunsOptions) =>
      start(options, async (session) => (await import('./commands/runs.js')).showRun(session, id, options)),
    );
  return command(
    'runs',
    'show the records of earlier runs',
    'Lists the records that plan, apply, drift and destroy keep of their runs, the newest first. Nothing deletes them: how long they are kept is a matter of yours.',
  )
    .enablePositionalOptions()
    .addOption(folder)
    .action((options: CommonOptions & RunsOptions) =>
      start(options, async (session) => (await import('./commands/runs.js')).listRuns(session, options)),
    )
    .addCommand(show);
}
