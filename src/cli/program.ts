import { Command } from 'commander';
import type { Start } from './define-command.js';
import {
  accountsCommand,
  doctorCommand,
  historyCommand,
  initCommand,
  reportCommand,
  runsCommand,
  statusCommand,
  validateCommand,
} from './looking-commands.js';
import { simulateCommand } from './simulate-command.js';
import {
  applyCommand,
  destroyCommand,
  driftCommand,
  notifyCommand,
  planCommand,
} from './working-commands.js';

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
