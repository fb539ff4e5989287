import type { Operation, Shape } from '../../kernel/contract.js';
import { selectChannels } from './select-channels.js';
import type { DeliveryInfo } from './state.js';
import { compact, time } from './wire.js';

/**
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeDeliveryChannelStatus.html
 *
 * Before the first delivery an info is an empty structure; the stream of a channel with no topic is `NOT_APPLICABLE` once
 * recording has begun (answers of AWS in public write-ups; the capitals are AWS's, other than in its model).
 */
export const describeDeliveryChannelStatus: Operation = {
  service: 'config',
  name: 'DescribeDeliveryChannelStatus',
  mutating: false,
  handle(input, call) {
    return {
      DeliveryChannelsStatus: selectChannels(input, call).map((channel) => ({
        name: channel.name,
        configSnapshotDeliveryInfo: exportInfo(channel.snapshot),
        configHistoryDeliveryInfo: exportInfo(channel.history),
        configStreamDeliveryInfo: streamInfo(channel.stream),
      })),
    };
  },
};

function exportInfo(info: DeliveryInfo | undefined): Shape {
  if (info === undefined) return {};
  return compact({
    lastStatus: info.status,
    lastErrorCode: info.errorCode,
    lastErrorMessage: info.errorMessage,
    lastAttemptTime: time(info.attemptTime),
    lastSuccessfulTime: time(info.successTime),
  });
}

function streamInfo(info: DeliveryInfo | undefined): Shape {
  if (info === undefined) return {};
  return compact({
    lastStatus: info.status,
    lastErrorCode: info.errorCode,
    lastErrorMessage: info.errorMessage,
    lastStatusChangeTime: time(info.attemptTime),
  });
}
