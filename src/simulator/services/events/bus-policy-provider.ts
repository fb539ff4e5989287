import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { isShape, shapes, text } from '../../kernel/input.js';
import { busAt } from './state.js';

/**
 * One statement of a bus's policy. `Statement` is put in among those that are there; the other properties are those of
 * PutPermission.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
export const busPolicyProvider: ResourceProvider = {
  type: 'AWS::Events::EventBusPolicy',
  replacedBy: ['EventBusName', 'StatementId'],
  async create(properties, context) {
    await put(properties, context);
    return { physicalId: `${busName(properties)}|${text(properties, 'StatementId') ?? ''}` };
  },
  async update(physicalId, properties, _before, context) {
    await put(properties, context);
    return { physicalId };
  },
  async delete(_physicalId, properties, context) {
    try {
      await context.call('events', 'RemovePermission', {
        EventBusName: busName(properties),
        StatementId: properties['StatementId'],
      });
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'ResourceNotFoundException') throw error;
    }
  },
  async read(_physicalId, properties, context) {
    const { EventBusName, StatementId } = properties;
    const bus = await ifThere(['ResourceNotFoundException'], () =>
      context.call('events', 'DescribeEventBus', { Name: busName(properties) }),
    );
    const policy: unknown = JSON.parse((bus && text(bus, 'Policy')) ?? '{}');
    const statement = (isShape(policy) ? (shapes(policy, 'Statement') ?? []) : []).find(
      ({ Sid }) => Sid === StatementId,
    );
    if (!statement) return undefined;
    const { Sid, ...rest } = statement;
    const found = isShape(properties['Statement']) ? { Statement: rest } : asGranted(rest);
    return { EventBusName, StatementId: Sid, ...found };
  },
};

/** A statement as PutPermission was asked for it. */
function asGranted(statement: Shape): Shape {
  const { Action, Principal, Condition } = statement;
  const account = isShape(Principal) ? text(Principal, 'AWS')?.split(':')[4] : undefined;
  const [Type, keys] = Object.entries(isShape(Condition) ? Condition : {})[0] ?? [];
  const [Key, Value] = Object.entries(isShape(keys) ? keys : {})[0] ?? [];
  return {
    Action,
    Principal: account ?? Principal,
    ...(Type === undefined ? {} : { Condition: { Type, Key, Value } }),
  };
}

function busName(properties: Shape): string {
  return text(properties, 'EventBusName') ?? 'default';
}

async function put(properties: Shape, context: ProviderContext): Promise<void> {
  const name = busName(properties);
  const { Statement, StatementId } = properties;
  if (!isShape(Statement)) {
    const { Action, Principal, Condition } = properties;
    await context.call('events', 'PutPermission', {
      EventBusName: name,
      StatementId,
      Action,
      Principal,
      Condition,
    });
    return;
  }
  const bus = busAt(context.world, { accountId: context.accountId, region: context.region, name });
  const others = Object.values(bus?.policy ?? {}).filter((statement) => statement['Sid'] !== StatementId);
  const policy = { Version: '2012-10-17', Statement: [...others, { Sid: StatementId, ...Statement }] };
  await context.call('events', 'PutPermission', { EventBusName: name, Policy: JSON.stringify(policy) });
}
