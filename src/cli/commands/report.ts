import { renderGate } from '../../report/secrets/render-gate.js';
import { renderReport } from '../../report/secrets/render-report.js';
import type { ReportFormat } from '../../report/secrets/format-names.js';
import type { ReportView } from '../../report/types.js';
import { exitCodes } from '../exit-codes.js';
import type { ReportOptions } from '../report-options.js';
import type { Session } from '../session.js';
import { usageError } from '../usage-error.js';
import { writeChunks } from '../write-chunks.js';

/** What a folder gets where nobody says which formats. */
const usualFormats: readonly ReportFormat[] = ['html', 'csv', 'json'];

export async function report(session: Session, options: ReportOptions): Promise<number> {
  const { host, useCases } = session;
  const { format: formats, output: folder } = options;
  const shown = shownFormat(session, options);
  checkGrouping(options, shown);
  const view = await session.withRun((run) =>
    useCases.report(run, {
      filters: {
        accounts: options.account,
        units: options.unit,
        regions: options.region,
        rules: options.rule,
        tags: options.tag,
        owners: options.owner,
        states: options.state,
      },
      groupBy: options.groupBy,
      failOn: options.failOn,
      deep: options.deep === true,
    }),
  );
  session.know(view.accountNames);
  const written =
    folder === undefined
      ? []
      : await useCases.writeReport(view, formats.length === 0 ? usualFormats : formats, folder);
  await session.progress.end();
  if (shown === undefined) host.stdout.write(`${renderReport(view, session.style)}\n`);
  else await writeChunks(host.stdout, await useCases.reportChunks(view, shown));
  if (written.length > 0) await session.tell(`Written: ${written.join(', ')}`);
  return heldBack(session, view);
}

/** The format that goes to stdout; `undefined`: text for people. */
function shownFormat(
  { options: { json } }: Session,
  { format: formats, output }: ReportOptions,
): ReportFormat | undefined {
  if (output !== undefined) return json ? 'json' : undefined;
  const asked = new Set([...formats, ...(json ? (['json'] as const) : [])]);
  if (asked.size > 1)
    throw usageError(
      'stdout takes one format, and these are several',
      undefined,
      'Give --output DIR, where each gets a file of its own.',
    );
  return [...asked][0];
}

/** Formats without groups: each tells of every secret, and whoever reads it groups them. */
const ungrouped: readonly (ReportFormat | undefined)[] = ['html', 'csv', 'ocsf'];

/** With --output the text is on stdout, with its groups. @throws OrgSecretsError InvalidUsage. */
function checkGrouping({ groupBy }: ReportOptions, shown: ReportFormat | undefined): void {
  if (groupBy !== undefined && ungrouped.includes(shown))
    throw usageError(
      `--format ${shown} has no groups, so --group-by does nothing`,
      undefined,
      'Leave --group-by out, or take json, markdown or the text for people.',
    );
}

/** The gate of --fail-on, and of expired exceptions. */
async function heldBack(session: Session, { gate }: ReportView): Promise<number> {
  const lines = renderGate(gate, session.errorStyle);
  if (lines.length === 0) return exitCodes.done;
  await session.tell(lines.join('\n'));
  return exitCodes.refused;
}
