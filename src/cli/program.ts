import { Command, Option } from 'commander';
import { addAccountsOptions, type AccountsOptions } from './accounts-options.js';
import type { ApplyOptions } from './commands/apply.js';
import type { DestroyOptions } from './commands/destroy.js';
import type { DoctorOptions } from './commands/doctor.js';
import type { DriftOptions } from './commands/drift.js';
import type { HistoryOptions } from './commands/history.js';
import type { InitOptions } from './commands/init.js';
import type { RunsOptions } from './commands/runs.js';
import type { PlanOptions } from './commands/plan.js';
import { driftDepths } from '../model/drift.js';
import { addHelpTail } from './help.js';
import {
  collectCode,
  collectGap,
  collectKinds,
  collectRegion,
  parseAccount,
  parsePort,
  positiveNumber,
  wholeNumber,
} from './option-values.js';
import type { CommandName } from './permissions.js';
import type { NotifyOptions } from './commands/notify.js';
import { addReportOptions, type ReportOptions } from './report-options.js';
import type { CommonOptions, Session } from './session.js';
import { accountOption, recordsFolder } from './shared-options.js';

/** Starts the work of a command; the work itself is loaded by then, and not before. */
export type Start = (options: CommonOptions, work: (session: Session) => Promise<number>) => Promise<void>;

interface SimulateOptions extends CommonOptions {
  readonly world: string;
  readonly port: number;
  readonly seed?: number;
  readonly timeScale?: number;
  readonly snapshot?: string;
}

/** The whole command line, as data for the parser, for --help and for docs/cli.md. */
export function buildProgram(version: string, start: Start): Command {
  const program = new Command('orgsecrets')
    .description(
      'Brings AWS Config recorders, the five Secrets Manager managed rules and one aggregator to every account and Region of an AWS Organization, and proves it.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    // What follows `runs show` belongs to `show`, and both take --json.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show help of a command')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 failed · 2 there are changes or drift · 3 bad config or usage · 4 refused by a gate · 130 interrupted',
    );
  program.addCommand(validateCommand(start));
  program.addCommand(initCommand(start));
  program.addCommand(doctorCommand(start));
  program.addCommand(planCommand(start));
  program.addCommand(applyCommand(start));
  program.addCommand(statusCommand(start));
  program.addCommand(accountsCommand(start));
  program.addCommand(driftCommand(start));
  program.addCommand(reportCommand(start));
  program.addCommand(historyCommand(start));
  program.addCommand(notifyCommand(start));
  program.addCommand(destroyCommand(start));
  program.addCommand(runsCommand(start));
  program.addCommand(simulateCommand(start));
  return program;
}

function command(name: CommandName, summary: string, description: string): Command {
  const made = common(new Command(name).summary(summary).description(description));
  if (recorded.includes(name))
    made
      .option('--record <path>', 'keep the record of this run in this file or folder')
      .option('--no-record', 'keep no record of this run');
  return addHelpTail(made, name);
}

/** Commands that keep a record of their runs. */
const recorded: readonly CommandName[] = ['plan', 'apply', 'drift', 'destroy'];

function common(made: Command): Command {
  return made
    .helpOption('-h, --help', 'show help')
    .option('-c, --config <file>', 'the org.yaml', './org.yaml')
    .option('--json', 'print the result as one JSON document')
    .option('--verbose', 'show each call to AWS with its request id, and the causes of errors, on stderr');
}

function validateCommand(start: Start): Command {
  return command(
    'validate',
    'check the org.yaml',
    'Checks the org.yaml and reports every mistake at once. Asks AWS nothing.',
  ).action((options: CommonOptions) =>
    start(options, async (session) => (await import('./commands/validate.js')).validate(session)),
  );
}

function initCommand(start: Start): Command {
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

function doctorCommand(start: Start): Command {
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

function planCommand(start: Start): Command {
  return command(
    'plan',
    'show what apply would do',
    'Compares what is with what should be, and shows the steps between them. Changes nothing.',
  )
    .option('-o, --out <file>', 'save the plan, for `orgsecrets apply FILE`')
    .option('--detailed-exitcode', 'end with 2 where there is something to do')
    .addOption(accountOption())
    .action((options: CommonOptions & PlanOptions) =>
      start(options, async (session) => (await import('./commands/plan.js')).plan(session, options)),
    );
}

function applyCommand(start: Start): Command {
  return command(
    'apply',
    'do it, prove it, then make the aggregator',
    'Does what the plan says, reads back from AWS Config that recorder and rules work in every covered target, and only then makes the aggregator. It can be stopped at any point and run again.',
  )
    .argument('[file]', 'a plan saved by `orgsecrets plan --out FILE`; nothing outside of it is done')
    .option('--auto-approve', 'do not ask')
    .addOption(
      new Option(
        '--accept-gaps <account[/region]>',
        'make the aggregator although this account (in this Region) is not proved; repeatable',
      )
        .argParser(collectGap)
        .default([], 'none'),
    )
    .option('--allow-destroy', 'allow actions that take something away')
    .addOption(accountOption())
    .action((file: string | undefined, options: CommonOptions & ApplyOptions) =>
      start(options, async (session) => (await import('./commands/apply.js')).apply(session, file, options)),
    );
}

function statusCommand(start: Start): Command {
  return command(
    'status',
    'show what is covered',
    'Reads back from AWS Config, in every covered target, whether recorder and rules work, and shows the coverage matrix and the aggregator. Changes nothing.',
  ).action((options: CommonOptions) =>
    start(options, async (session) => (await import('./commands/status.js')).status(session)),
  );
}

function accountsCommand(start: Start): Command {
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

function driftCommand(start: Start): Command {
  return command(
    'drift',
    'show what has drifted, and mend it',
    'Compares what is with what should be, and shows every difference that nobody asked for: one line each, by kind. Says what its depth does not see, and ends with 1 where something could not be looked at. Without --remediate it changes nothing; with it, it never takes anything away for good, and changes nothing that orgsecrets did not make unless the org.yaml says so.',
  )
    .addOption(
      new Option(
        '--depth <depth>',
        'quick: StackSets and the aggregator; standard: also recorder and delivery channel in every target; deep: also every rule, and by drift detection what else our stacks made',
      )
        .choices(driftDepths)
        .default('standard'),
    )
    .addOption(
      new Option('--only <kinds>', 'only these kinds, with commas between; repeatable')
        .argParser(collectKinds)
        .default([], 'all'),
    )
    .addOption(accountOption())
    .addOption(
      new Option('--region <region>', 'this Region alone; repeatable')
        .argParser(collectRegion)
        .default([], 'all'),
    )
    .option('--remediate', 'mend what orgsecrets made or may change, prove it, and look again')
    .option('--auto-approve', 'with --remediate: do not ask')
    .option('--detailed-exitcode', 'end with 2 where there is drift (with --remediate: where some is left)')
    .action((options: CommonOptions & DriftOptions) =>
      start(options, async (session) => (await import('./commands/drift.js')).drift(session, options)),
    );
}

function reportCommand(start: Start): Command {
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

function historyCommand(start: Start): Command {
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

function notifyCommand(start: Start): Command {
  return command(
    'notify',
    'publish what changed since the last digest',
    "Reads the aggregator and publishes a digest to the hub's topic: findings that are new, resolved, and open still, secrets without rotation among them. What was told once is not told again, by whichever runner; where nothing changed, nothing is published.",
  )
    .option('--dry-run', 'show the digest; publish and keep nothing')
    .action((options: CommonOptions & NotifyOptions) =>
      start(options, async (session) => (await import('./commands/notify.js')).notify(session, options)),
    );
}

function destroyCommand(start: Start): Command {
  return command(
    'destroy',
    'take away what orgsecrets made',
    'Takes away all that orgsecrets made and nothing else: aggregator, event forwarding, rules, recorders, then, once AWS Config has confirmed that nothing is left in the targets, the roles and the hub. Service-linked roles, registrations and trusted access stay, and so does the bucket with the configuration history, unless --delete-bucket says otherwise. It can be stopped at any point and run again.',
  )
    .option('--auto-approve', 'do not ask')
    .option(
      '--delete-bucket',
      'delete the bucket that the hub made too, with all that is in it; also one that an earlier destroy has kept',
    )
    .action((options: CommonOptions & DestroyOptions) =>
      start(options, async (session) => (await import('./commands/destroy.js')).destroy(session, options)),
    );
}

function runsCommand(start: Start): Command {
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

function simulateCommand(start: Start): Command {
  return command(
    'simulate',
    'run the embedded AWS Organization',
    'Serves an AWS Organization on loopback, for demos, tests and rehearsals. Point any AWS tool at it with AWS_ENDPOINT_URL.',
  )
    .requiredOption('--world <file>', 'the organization to serve')
    .option('--port <number>', 'the port; 0 takes a free one', parsePort, 0)
    .option('--seed <number>', 'the seed of everything that is random', wholeNumber)
    .option('--time-scale <factor>', 'how much faster than the wall clock its time runs', positiveNumber)
    .option('--snapshot <file>', 'where the world is written at the end')
    .action((options: SimulateOptions) =>
      start(options, async (session) => {
        const { simulate } = await import('./commands/simulate.js');
        return simulate(session, {
          worldFile: options.world,
          port: options.port,
          seed: options.seed,
          timeScale: options.timeScale,
          snapshotFile: options.snapshot,
        });
      }),
    );
}
