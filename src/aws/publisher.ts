import type { SNSClient } from '@aws-sdk/client-sns';
import type { Publisher } from '../send/ports.js';

/** Publishes to the hub's topic. */
export async function topicPublisher(client: SNSClient, TopicArn: string): Promise<Publisher> {
  const { PublishCommand } = await import('@aws-sdk/client-sns');
  return {
    async publish({ subject, body }) {
      await client.send(new PublishCommand({ TopicArn, Subject: subject, Message: body }));
    },
  };
}
