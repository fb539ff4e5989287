import { Option, type Command } from 'commander';
import { driftDepths } from '../model/drift.js';
import type { ApplyOptions } from './commands/apply.js';
import type { DestroyOptions } from './commands/destroy.js';
import type { DriftOptions } from './commands/drift.js';
import type { NotifyOptions } from './commands/notify.js';
import type { PlanOptions } from './commands/plan.js';
import { command, type Start } from './define-command.js';
import { collectGap, collectKinds, collectRegion } from './option-values.js';
import type { CommonOptions } from './session.js';
import { accountOption } from './shared-options.js';

/* Commands that change AWS, and the plan of it. */

export function planCommand(start: Start): Command {
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

export function applyCommand(start: Start): Command {
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

export function driftCommand(start: Start): Command {
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

export function notifyCommand(start: Start): Command {
  return command(
    'notify',
    'publish what changed since the last digest',
    "Reads the aggregator and publishes a digest to the hub's topic: findings that are new, resolved, and open still, secrets without rotation among them. New and resolved ones are listed in full; of those open still the oldest are listed, and all counted. The same digest is not sent twice, by whichever runner; where nothing changed, nothing is published.",
  )
    .option('--dry-run', 'show the digest; publish and keep nothing')
    .action((options: CommonOptions & NotifyOptions) =>
      start(options, async (session) => (await import('./commands/notify.js')).notify(session, options)),
    );
}

export function destroyCommand(start: Start): Command {
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
