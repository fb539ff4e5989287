import { pollUntil } from '../apply/poll.js';
import type { Desired, DesiredAggregator } from '../model/desired.js';
import type { AggregatorStatus } from '../model/outcome.js';
import { LookRefused } from '../observed/look-refused.js';
import type { AggregatorReadPort, MembersPort } from '../observed/ports.js';
import type { Run } from './run.js';
import { summarizeSources } from './summarize-sources.js';

/** What the sources of an aggregator are held against. */
type Asked = Pick<Desired, 'aggregator' | 'coverage' | 'places'>;

/** The aggregator as AWS Config reports it; never throws because it is absent or may not be read. */
export function readAggregator(
  desired: Asked,
  { aws, catalog }: Pick<Run, 'aws' | 'catalog'>,
): Promise<AggregatorStatus> {
  const weekly = catalog.limits.accountsPerWeekInAggregators;
  return read(desired.aggregator, aws.members, async (port, name) =>
    summarizeSources(await port.sourcesStatus(name), {
      covered: [...new Set(desired.coverage.map(({ accountId }) => accountId))],
      accounts: desired.places.active.size,
      weekly,
    }),
  );
}

/** Whether it is there. Its sources are all targets of the organization, so a narrowed run does not ask for them. */
export function findAggregator(
  aggregator: DesiredAggregator,
  members: MembersPort,
): Promise<AggregatorStatus> {
  return read(aggregator, members, () => Promise.resolve({ status: 'present' }));
}

async function read(
  aggregator: DesiredAggregator,
  members: MembersPort,
  statusOf: (port: AggregatorReadPort, name: string) => Promise<Pick<AggregatorStatus, 'status' | 'detail'>>,
): Promise<AggregatorStatus> {
  const { name, accountId, region } = aggregator;
  const base = { name, accountId, region, arn: undefined };
  try {
    const port = await members.aggregators();
    const found = (await port.describeAggregators()).find((other) => other.name === name);
    if (found === undefined) return { ...base, status: 'absent' };
    return { ...base, arn: found.arn, ...(await statusOf(port, name)) };
  } catch (error) {
    if (!(error instanceof LookRefused)) throw error;
    // Before the hub exists there is no role to look through, and no aggregator of ours either.
    return error.why === 'no-role'
      ? { ...base, status: 'absent', detail: error.message }
      : { ...base, status: 'unknown', detail: error.message };
  }
}

/** How long a run waits for the sources of a new aggregator; AWS Config goes on collecting without it. */
const patience = 10 * 60_000;

/** The aggregator, once its sources have settled, or when the patience or the deadline has ended. */
export async function settledAggregator(
  desired: Asked,
  run: Run,
  deadline: number,
): Promise<AggregatorStatus> {
  let last: AggregatorStatus | undefined;
  const waiting = {
    clock: run.clock,
    signal: run.signal,
    deadline: Math.min(deadline, run.clock.now() + patience),
    pollInterval: run.config.stackSets.pollInterval * 1000,
  };
  const settled = await pollUntil(waiting, async () => {
    last = await readAggregator(desired, run);
    return last.status === 'waiting' || last.status === 'outdated' ? undefined : last;
  });
  return settled ?? last ?? unread(desired.aggregator);
}

/** What an interrupted run knows of it. */
export function unread({ name, accountId, region }: DesiredAggregator): AggregatorStatus {
  return { name, accountId, region, arn: undefined, status: 'unknown', detail: 'the run was interrupted' };
}
