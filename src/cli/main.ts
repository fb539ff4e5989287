import { createRequire } from 'node:module';
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { exitCodes } from './exit-codes.js';
import type { Host } from './host.js';
import { wantsColor, widthOf } from './host.js';
import { buildProgram } from './program.js';
import { runCommand } from './session.js';
import type { UseCases } from './use-cases.js';

/**
 * The command line.
 *
 * @returns the exit code; everything else went to the host's streams
 */
export async function main(host: Host, useCases: UseCases): Promise<number> {
  let exitCode: number = exitCodes.done;
  const version = packageVersion();
  const program = buildProgram(version, async (options, work) => {
    exitCode = await runCommand(host, useCases, version, options, work);
  });
  speakThrough(program, host);
  try {
    await program.parseAsync(host.args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.invalid;
  }
}

/** The parser writes to the host's streams and ends by throwing, in every command. */
function speakThrough(program: Command, host: Host): void {
  const below = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of [program, ...below]) {
    command
      .exitOverride()
      .showHelpAfterError(`(see ${fullName(command)} --help)`)
      .configureOutput({
        writeOut: (text) => void host.stdout.write(text),
        writeErr: (text) => void host.stderr.write(text),
        getOutHelpWidth: () => widthOf(host, host.stdout),
        getErrHelpWidth: () => widthOf(host, host.stderr),
        getOutHasColors: () => wantsColor(host, host.stdout),
        getErrHasColors: () => wantsColor(host, host.stderr),
      });
  }
}

/** `orgsecrets runs show` */
function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('../../package.json') as { version: string }).version;
}
