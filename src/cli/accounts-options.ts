import { InvalidArgumentError, Option, type Command } from 'commander';
import { coverageStates, type CoverageState } from '../model/account-coverage.js';
import { parseUnit } from './option-values.js';
import { accountOption, recordsFolder } from './shared-options.js';

/** The options of `accounts`, as they are parsed. */
export interface AccountsOptions {
  readonly account: readonly string[];
  readonly unit: readonly string[];
  readonly only: readonly CoverageState[];
  readonly prove?: boolean;
  readonly folder: string;
}

export function addAccountsOptions(command: Command): Command {
  return command
    .addOption(accountOption())
    .addOption(
      new Option(
        '--unit <path>',
        'only accounts below this organizational unit, like /Workloads/Prod; repeatable',
      )
        .argParser((value: string, before: readonly string[]) => [...before, parseUnit(value)])
        .default([], 'all'),
    )
    .addOption(
      new Option('--only <states>', `only accounts that are ${coverageStates.join(', ')}; repeatable`)
        .argParser(collectStates)
        .default([], 'all'),
    )
    .option('--prove', 'read coverage back from AWS Config in every target of these accounts')
    .addOption(recordsFolder());
}

/** States of coverage with commas between, added to those before them. */
function collectStates(value: string, before: readonly CoverageState[]): readonly CoverageState[] {
  const states = value.split(',').map((given) => {
    const state = coverageStates.find((known) => known === given.trim());
    if (state === undefined)
      throw new InvalidArgumentError(`"${given}" is none of ${coverageStates.join(', ')}.`);
    return state;
  });
  return [...new Set([...before, ...states])];
}
