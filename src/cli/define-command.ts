import { Command } from 'commander';
import { addHelpTail } from './help.js';
import type { CommandName } from './permissions.js';
import type { CommonOptions, Session } from './session.js';

/** Starts the work of a command; the work itself is loaded by then, and not before. */
export type Start = (options: CommonOptions, work: (session: Session) => Promise<number>) => Promise<void>;

/** A command with the options that all have, and the end of its --help. */
export function command(name: CommandName, summary: string, description: string): Command {
  const made = common(new Command(name).summary(summary).description(description));
  if (recorded.includes(name))
    made
      .option('--record <path>', 'keep the record of this run in this file or folder')
      .option('--no-record', 'keep no record of this run');
  return addHelpTail(made, name);
}

/** Commands that keep a record of their runs. */
const recorded: readonly CommandName[] = ['plan', 'apply', 'drift', 'destroy'];

/** The options that all have. */
export function common(made: Command): Command {
  return made
    .helpOption('-h, --help', 'show help')
    .option('-c, --config <file>', 'the org.yaml', './org.yaml')
    .option('--json', 'print the result as one JSON document')
    .option('--verbose', 'show each call to AWS with its request id, and the causes of errors, on stderr');
}
