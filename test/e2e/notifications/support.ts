import { expect } from 'chai';
import type { ServiceName, Shape } from '../../../src/simulator/kernel/contract.js';
import { roleCaller } from '../../../src/simulator/services/iam/callers.js';
import { emitServiceEvent } from '../../../src/simulator/services/events/emit-service-event.js';
import { roleByArn } from '../../../src/simulator/services/iam/state.js';
import type { Simulator } from '../../../src/simulator/start.js';

/** Of the world `small`. */
export const hub = { accountId: '222222222222', region: 'us-east-1' };
export const topicArn = `arn:aws:sns:${hub.region}:${hub.accountId}:orgsecrets`;

/** As a person of the account would, by hand. */
export function asPerson(
  { world }: Simulator,
  { accountId, region }: typeof hub,
  service: ServiceName,
  operation: string,
  input: Shape,
): Promise<Shape> {
  const role = roleByArn(
    world,
    `arn:${world.partition}:iam::${accountId}:role/OrganizationAccountAccessRole`,
  );
  return world.invoke(service, operation, input, { caller: roleCaller(role!, 'person'), region });
}

/** Subscribes an address to the topic of a Region, and confirms it as its reader would. */
export async function subscribeMail(simulator: Simulator, Endpoint: string, place = hub): Promise<void> {
  const topicArn = `arn:${simulator.world.partition}:sns:${place.region}:${place.accountId}:orgsecrets`;
  const input = { TopicArn: topicArn, Protocol: 'email', Endpoint };
  await asPerson(simulator, place, 'sns', 'Subscribe', input);
  const asked = simulator.inbox.findLast((mail) => mail.endpoint === Endpoint);
  expect(asked?.kind).to.equal('SubscriptionConfirmation');
  const confirmation = { TopicArn: topicArn, Token: asked?.token };
  await asPerson(simulator, place, 'sns', 'ConfirmSubscription', confirmation);
}

/** AWS Config tells that a secret of a target is now as it says, under a rule. */
export function becomes(
  { world }: Simulator,
  complianceType: string,
  target: typeof hub,
  configRuleName: string,
): void {
  const { accountId, region } = target;
  emitServiceEvent(world, target, {
    source: 'aws.config',
    detailType: 'Config Rules Compliance Change',
    detail: () => ({
      resourceId: `arn:${world.partition}:secretsmanager:${region}:${accountId}:secret:db-AbCdEf`,
      awsRegion: region,
      awsAccountId: accountId,
      configRuleName,
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: { complianceType },
    }),
  });
}

/** What was read at an address, the oldest first. */
export function mailOf({ inbox }: Simulator, endpoint: string): readonly string[] {
  return inbox
    .filter((mail) => mail.endpoint === endpoint && mail.kind === 'Notification')
    .map(({ body }) => body);
}
