import type { OrgSecretsError } from '../model/errors.js';
import { placesText } from './text/places.js';
import { hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames } from './types.js';

/**
 * What went wrong, where, and what to do next. No stack trace: `verbose` adds the causes, and their stacks only for
 * defects.
 */
export function renderError(
  error: OrgSecretsError,
  names: AccountNames,
  style: Style,
  verbose: boolean,
): string {
  const { colors } = style;
  const [first = '', ...rest] = `${error.code}: ${error.message}`.split('\n');
  const lead = hanging(style, '✖ ', first, 0);
  return [
    ...lead.map((line) => colors.red(line)),
    ...rest.map((line) => `  ${line}`),
    ...placesText(error.targets, names).flatMap((line) => hanging(style, '    ', line, 0)),
    ...(error.instructions === undefined ? [] : hanging(style, '  → ', error.instructions, 0)),
    ...(verbose ? causes(error).map((line) => colors.dim(`  ${line}`)) : []),
  ].join('\n');
}

function causes(error: OrgSecretsError): readonly string[] {
  const lines: string[] = [];
  for (let cause = error.cause; cause !== undefined && lines.length < 50; cause = causeOf(cause)) {
    const stack = error.fault === 'internal' && cause instanceof Error ? cause.stack : undefined;
    lines.push(...`caused by ${stack ?? describe(cause)}`.split('\n'));
  }
  return lines;
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const metadata = '$metadata' in cause ? (cause.$metadata as { requestId?: string }) : undefined;
  const request = metadata?.requestId === undefined ? '' : ` (request ${metadata.requestId})`;
  return `${cause.name}: ${cause.message}${request}`;
}

function causeOf(cause: unknown): unknown {
  return cause instanceof Error ? cause.cause : undefined;
}
