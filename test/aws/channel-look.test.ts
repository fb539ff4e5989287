import type { ConfigExportDeliveryInfo, DeliveryChannelStatus } from '@aws-sdk/client-config-service';
import { expect } from 'chai';
import { toChannelLook } from '../../src/aws/channel-look.js';

const hour = (hours: number) => new Date(Date.UTC(2026, 9, 1, hours));
const failedAt = (hours: number, succeededAt?: number): ConfigExportDeliveryInfo => ({
  lastStatus: 'Failure',
  lastErrorCode: 'NoSuchBucket',
  lastAttemptTime: hour(hours),
  ...(succeededAt !== undefined && { lastSuccessfulTime: hour(succeededAt) }),
});
const deliveredAt = (hours: number): ConfigExportDeliveryInfo => ({
  lastStatus: 'Success',
  lastAttemptTime: hour(hours),
  lastSuccessfulTime: hour(hours),
});
const look = (status: Omit<DeliveryChannelStatus, 'name'>) =>
  toChannelLook({ name: 'orgsecrets', ...status });
const history = 'history: NoSuchBucket';
const snapshot = 'snapshot: NoSuchBucket';

describe('what a delivery channel’s status says', () => {
  const cases: readonly [string, Omit<DeliveryChannelStatus, 'name'>, readonly string[]][] = [
    ['a failure that nothing came after', { configHistoryDeliveryInfo: failedAt(6, 0) }, [history]],
    [
      'a failed history file, and a snapshot since that came through',
      { configHistoryDeliveryInfo: failedAt(6, 0), configSnapshotDeliveryInfo: deliveredAt(7) },
      [],
    ],
    [
      'a failed snapshot, and a history file since that came through',
      { configHistoryDeliveryInfo: deliveredAt(12), configSnapshotDeliveryInfo: failedAt(7) },
      [],
    ],
    [
      'a failed history file, and a snapshot that came through before it',
      { configHistoryDeliveryInfo: failedAt(6), configSnapshotDeliveryInfo: deliveredAt(5) },
      [history],
    ],
    [
      'both of them failed, the last success older than either',
      { configHistoryDeliveryInfo: failedAt(6, 0), configSnapshotDeliveryInfo: failedAt(7, 1) },
      [history, snapshot],
    ],
    [
      'a failure of which nobody knows when it was',
      { configHistoryDeliveryInfo: { lastStatus: 'Failure' }, configSnapshotDeliveryInfo: deliveredAt(7) },
      ['history: AWS gives no reason'],
    ],
    [
      'a topic that refuses messages, whatever the bucket takes',
      {
        configSnapshotDeliveryInfo: deliveredAt(7),
        configStreamDeliveryInfo: { lastStatus: 'Failure', lastStatusChangeTime: hour(1) },
      },
      ['stream: AWS gives no reason'],
    ],
  ];
  for (const [what, status, failures] of cases)
    it(`counts ${failures.length} failures: ${what}`, () => {
      expect(look(status).failures).to.deep.equal(failures);
    });

  it('knows when the bucket was last tried, whatever came of it', () => {
    expect(look({ configHistoryDeliveryInfo: {}, configSnapshotDeliveryInfo: {} }).attemptedAt).to.equal(
      undefined,
    );
    const both = { configHistoryDeliveryInfo: deliveredAt(6), configSnapshotDeliveryInfo: failedAt(7) };
    expect(look(both).attemptedAt).to.equal(hour(7).getTime());
  });
});
