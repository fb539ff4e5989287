import { bucketName, digestKey, digestProgressKey, topicArn } from '../desired/names.js';
import type { OrgConfig } from '../model/org-config.js';
import type { DigestPorts } from '../send/ports.js';
import type { Administrator } from './administrator.js';
import type { Clients } from './clients.js';
import { digestStore } from './digest-store.js';
import { homeOf } from './members.js';
import { topicPublisher } from './publisher.js';

/** The bucket and the topic of the hub, through the role aggregator-admin. */
export async function digestPorts(
  config: OrgConfig,
  partition: string,
  clients: Clients,
  administrator: Administrator,
): Promise<DigestPorts> {
  const { accountId, region } = homeOf(config);
  const { prefix } = config.stackSets;
  const parts = { partition, prefix, administratorAccountId: accountId, homeRegion: region };
  const session = await administrator.session({ accountId, region });
  const bucket = config.delivery.bucket ?? bucketName(parts, region);
  return {
    store: await digestStore(await clients.s3(session, region), {
      bucket,
      state: digestKey(parts),
      progress: digestProgressKey(parts),
    }),
    publisher: await topicPublisher(await clients.sns(session, region), topicArn(parts, region)),
  };
}
