import type { AggregatorStatus } from '../model/outcome.js';
import { accountLabel } from './text/accounts.js';
import { hanging, section } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames } from './types.js';

const meanings: Readonly<Record<AggregatorStatus['status'], string>> = {
  absent: 'does not exist',
  present: 'exists; its sources were not asked for',
  succeeded: 'every source delivers',
  failed: 'a source fails',
  outdated: 'a source is outdated',
  waiting: 'waits for its sources',
  filling: 'takes in accounts week by week',
  unknown: 'could not be read',
};

export function renderAggregator(
  status: AggregatorStatus,
  names: AccountNames,
  style: Style,
): readonly string[] {
  const { colors } = style;
  const good = status.status === 'succeeded' || status.status === 'present';
  const text = `${status.name} in ${accountLabel(status.accountId, names)}, ${status.region}: ${status.status} (${meanings[status.status]})`;
  const detail = status.detail === undefined ? [] : hanging(style, '  ', status.detail);
  return section(style, 'Aggregator', [
    ...hanging(style, '', text).map((line) => (good ? colors.green(line) : colors.yellow(line))),
    ...(status.arn === undefined ? [] : [colors.dim(status.arn)]),
    ...detail,
  ]);
}
