import type {
  ConfigExportDeliveryInfo,
  ConfigStreamDeliveryInfo,
  DeliveryChannelStatus,
} from '@aws-sdk/client-config-service';
import type { ChannelLook } from '../model/observed.js';
import { noReason } from '../model/no-reason.js';
import { required } from './errors.js';

/**
 * The model writes `Success` and `Not_Applicable`, AWS's own examples of answers `SUCCESS` and `NOT_APPLICABLE`: both count.
 * https://docs.aws.amazon.com/cli/latest/reference/configservice/describe-delivery-channel-status.html
 */
export function said(status: string | undefined, known: string): boolean {
  return status?.replaceAll('_', '').toLowerCase() === known.toLowerCase();
}

/** An error code and its message, in AWS's words. */
export function words(code: string | undefined, message: string | undefined): string | undefined {
  return code || message ? [code, message].filter(Boolean).join(': ') : undefined;
}

/**
 * What a channel's status tells of its deliveries. History and snapshots go to the same bucket, each on a schedule of its
 * own: a failure of one is over once either has come through since. That a failure stays in the status until the next
 * delivery of its kind, perhaps after the channel was changed, is assumed. The stream goes to a topic, and only speaks for
 * itself. https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigExportDeliveryInfo.html
 */
export function toChannelLook(status: DeliveryChannelStatus): ChannelLook {
  const { configHistoryDeliveryInfo: history, configSnapshotDeliveryInfo: snapshot } = status;
  const stream = status.configStreamDeliveryInfo;
  const toBucket = [history, snapshot];
  const takenAt = latest(toBucket.map((info) => info?.lastSuccessfulTime));
  const isOver = (info: ConfigExportDeliveryInfo) =>
    takenAt !== undefined && info.lastAttemptTime !== undefined && takenAt > info.lastAttemptTime.getTime();
  const failureOf = (kind: string, info: ConfigExportDeliveryInfo | ConfigStreamDeliveryInfo | undefined) =>
    said(info?.lastStatus, 'Failure')
      ? [`${kind}: ${words(info?.lastErrorCode, info?.lastErrorMessage) ?? noReason}`]
      : [];
  return {
    name: required(status.name, 'DeliveryChannelStatus.name'),
    failures: [
      ...(history && !isOver(history) ? failureOf('history', history) : []),
      ...(snapshot && !isOver(snapshot) ? failureOf('snapshot', snapshot) : []),
      ...failureOf('stream', stream),
    ],
    delivered: [...toBucket, stream].some((info) => said(info?.lastStatus, 'Success')),
    attemptedAt: latest(toBucket.map((info) => info?.lastAttemptTime)),
  };
}

function latest(times: readonly (Date | undefined)[]): number | undefined {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
}
