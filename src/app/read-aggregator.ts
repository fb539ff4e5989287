import { pollUntil } from '../apply/poll.js';
import type { DesiredAggregator } from '../model/desired.js';
import type { AggregatorStatus } from '../model/outcome.js';
import { LookRefused } from '../observed/look-refused.js';
import type { Run } from './run.js';
import type { AggregatorReadPort, MembersPort } from '../observed/ports.js';

type Source = Awaited<ReturnType<AggregatorReadPort['sourcesStatus']>>[number];

/** The aggregator as AWS Config reports it; never throws because it is absent or may not be read. */
export function readAggregator(
  aggregator: DesiredAggregator,
  members: MembersPort,
): Promise<AggregatorStatus> {
  return read(aggregator, members, async (port, name) => summarize(await port.sourcesStatus(name)));
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
  aggregator: DesiredAggregator,
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
    last = await readAggregator(aggregator, run.aws.members);
    return last.status === 'waiting' || last.status === 'outdated' ? undefined : last;
  });
  return settled ?? last ?? unread(aggregator);
}

/** What an interrupted run knows of it. */
export function unread({ name, accountId, region }: DesiredAggregator): AggregatorStatus {
  return { name, accountId, region, arn: undefined, status: 'unknown', detail: 'the run was interrupted' };
}

function summarize(sources: readonly Source[]): Pick<AggregatorStatus, 'status' | 'detail'> {
  const failed = sources.filter((source) => source.status === 'FAILED');
  const first = failed[0];
  if (first)
    return {
      status: 'failed',
      detail: `${failed.length} of ${sources.length} sources failed, first ${first.source} in ${first.region}: ${first.error ?? 'AWS gives no reason'}`,
    };
  if (sources.length === 0)
    return { status: 'waiting', detail: 'AWS Config has not collected from any source yet' };
  const outdated = sources.filter((source) => source.status === 'OUTDATED');
  if (outdated.length > 0)
    return { status: 'outdated', detail: `${outdated.length} of ${sources.length} sources are outdated` };
  return { status: 'succeeded' };
}
