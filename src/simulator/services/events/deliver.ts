import { ServiceError } from '../../kernel/contract.js';
import type { Caller, Shape, World } from '../../kernel/contract.js';
import { shape, text } from '../../kernel/input.js';
import { roleCaller, serviceCaller } from '../iam/callers.js';
import { accountOfArn, isKnownEverywhere, roleByArn } from '../iam/state.js';
import { trustsService } from '../iam/trust.js';
import { queueOf } from '../sqs/state.js';
import { eventTime, ForwardedEvent } from './event.js';
import type { BusEvent } from './event.js';
import type { EventRule } from './state.js';
import { targetInput } from './target-input.js';

const eventsPrincipal = 'events.amazonaws.com';

/**
 * For a day, up to 185 times, with growing pauses; what may not be done, or is not there, is not tried again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
const retries = { attempts: 185, ageMs: 86_400_000, firstPauseMs: 1000, longestPauseMs: 600_000 };

/** Gives the event to one target of a rule, again and again where that may help, and at last to its dead-letter queue. */
export async function deliver(
  world: World,
  rule: EventRule,
  target: Shape,
  event: BusEvent,
  forwarded: boolean,
): Promise<void> {
  const policy = shape(target, 'RetryPolicy') ?? {};
  const most = Number(policy['MaximumRetryAttempts'] ?? retries.attempts);
  const age = Number(policy['MaximumEventAgeInSeconds'] ?? retries.ageMs / 1000) * 1000;
  const deadline = world.clock.now() + age;
  for (let attempt = 0; ; attempt += 1) {
    const error = await failureOf(() => send(world, rule, target, event, forwarded));
    rule.history.invocations += 1;
    if (error === undefined) return;
    rule.history.failures += 1;
    rule.history.lastError = `${error.code}: ${error.message}`;
    const pause = Math.min(retries.firstPauseMs * 2 ** attempt, retries.longestPauseMs);
    if (!isPassing(error) || attempt >= most || world.clock.now() + pause > deadline) {
      await bury(world, rule, target, event, error);
      return;
    }
    await world.clock.sleep(pause);
  }
}

/**
 * Puts the event into the target's dead-letter queue, whose policy has to admit the rule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
async function bury(
  world: World,
  rule: EventRule,
  target: Shape,
  event: BusEvent,
  { code, message }: ServiceError,
): Promise<void> {
  const queue = text(shape(target, 'DeadLetterConfig') ?? {}, 'Arn');
  if (queue === undefined) return;
  const about = {
    RULE_ARN: rule.arn,
    TARGET_ARN: text(target, 'Arn') ?? '',
    ERROR_CODE: code,
    ERROR_MESSAGE: message,
  };
  const MessageAttributes = Object.fromEntries(
    Object.entries(about).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  const error = await failureOf(() =>
    world.invoke(
      'sqs',
      'SendMessage',
      { QueueUrl: urlOf(world, queue), MessageBody: JSON.stringify(event), MessageAttributes },
      { caller: caller(world, rule, undefined), region: queue.split(':')[3] ?? '' },
    ),
  );
  if (error !== undefined) rule.history.lastError = `dead-letter queue: ${error.code}: ${error.message}`;
}

/** @throws ServiceError QueueDoesNotExist */
function urlOf(world: World, queueArn: string): string {
  const queue = queueOf(world, queueArn);
  if (queue !== undefined) return queue.url;
  throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
}

async function failureOf(work: () => unknown): Promise<ServiceError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

function isPassing({ code, status }: ServiceError): boolean {
  return status >= 500 || status === 429 || /thrott|TooManyRequests/i.test(code);
}

async function send(
  world: World,
  rule: EventRule,
  target: Shape,
  event: BusEvent,
  forwarded: boolean,
): Promise<void> {
  const arn = text(target, 'Arn') ?? '';
  const [, , service = '', region = ''] = arn.split(':');
  // "EventBridge can't route events received from a sender event bus to a third event bus":
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
  if (service === 'events' && forwarded) return;
  const as = { caller: caller(world, rule, text(target, 'RoleArn')), region };
  if (service === 'events') {
    const { source: Source, 'detail-type': DetailType } = event;
    const entry = { EventBusName: arn, Source, DetailType, Event: new ForwardedEvent(event) };
    await world.invoke('events', 'PutEvents', { Entries: [entry] }, as);
    return;
  }
  const message = targetInput(target, event, {
    ruleArn: rule.arn,
    ruleName: rule.name,
    ingestionTime: eventTime(world.clock.now()),
  });
  if (service === 'sns') await world.invoke('sns', 'Publish', { TopicArn: arn, Message: message }, as);
  else if (service === 'sqs')
    await world.invoke('sqs', 'SendMessage', { QueueUrl: urlOf(world, arn), MessageBody: message }, as);
  else throw new ServiceError('UnsupportedTarget', `The simulator gives no events to ${service}.`);
}

/** The target's role, which has to trust EventBridge for this rule; without one the service itself, and the target's policy decides. */
function caller(world: World, rule: EventRule, roleArn: string | undefined): Caller {
  const source = { accountId: accountOfArn(rule.arn), arn: rule.arn };
  if (roleArn === undefined) return serviceCaller(eventsPrincipal, source);
  const role = roleByArn(world, roleArn);
  const region = rule.arn.split(':')[3] ?? '';
  if (
    !role ||
    !isKnownEverywhere(world, role) ||
    !trustsService(world, role, eventsPrincipal, source, region)
  )
    throw new ServiceError('AccessDenied', `EventBridge cannot assume the role '${roleArn}'.`, {
      status: 403,
    });
  return roleCaller(role, 'EventBridge');
}
