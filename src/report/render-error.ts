import type { OrgSecretsError } from '../model/errors.js';
import { placesText, regionsText } from './text/places.js';
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
    ...targetLines(error, names).flatMap((line) => hanging(style, '    ', line, 0)),
    ...(error.instructions === undefined ? [] : hanging(style, '  → ', error.instructions, 0)),
    ...(verbose ? causes(error).map((line) => colors.dim(`  ${line}`)) : []),
  ].join('\n');
}

/** An error without an account is not about every account. */
function targetLines({ targets }: OrgSecretsError, names: AccountNames): readonly string[] {
  const located = targets.filter((target) => target.accountId !== undefined);
  const regions = targets.flatMap(({ accountId, region }) =>
    accountId === undefined && region ? [region] : [],
  );
  return [...placesText(located, names), ...(regions.length === 0 ? [] : [`in ${regionsText(regions)}`])];
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
