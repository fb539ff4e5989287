import { allPages } from '../../kernel/all-pages.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { list, shapes, text } from '../../kernel/input.js';
import { busAt } from './state.js';
import type { EventRule } from './state.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const ruleProvider: ResourceProvider = {
  type: 'AWS::Events::Rule',
  replacedBy: ['Name', 'EventBusName'],
  async create(properties, context) {
    const name =
      text(properties, 'Name') ??
      `${context.stackName}-${context.logicalId}-${context.world.random.hex(12).toUpperCase()}`;
    const arn = await put(name, properties, context);
    return made(name, arn, properties);
  },
  async update(physicalId, properties, before, context) {
    const name = nameOf(physicalId);
    const arn = await put(name, properties, context);
    const kept = idsOf(properties);
    const gone = idsOf(before).filter((id) => !kept.includes(id));
    if (gone.length > 0) await removeTargets(name, gone, properties, context);
    return made(name, arn, properties);
  },
  async delete(physicalId, properties, context) {
    const name = nameOf(physicalId);
    const rule = ruleIn(name, properties, context);
    if (rule === undefined) return;
    const ids = Object.keys(rule.targets);
    if (ids.length > 0) await removeTargets(name, ids, properties, context);
    await context.call('events', 'DeleteRule', { Name: name, ...busOf(properties) });
  },
  read: (physicalId, properties, context) => read(nameOf(physicalId), properties, context),
};

async function read(name: string, properties: Shape, context: ProviderContext): Promise<Shape | undefined> {
  const bus = busOf(properties);
  const rule = await ifThere(['ResourceNotFoundException'], () =>
    context.call('events', 'DescribeRule', { Name: name, ...bus }),
  );
  if (!rule) return undefined;
  const { Arn, Name, Description, ScheduleExpression, State, RoleArn, EventPattern } = rule;
  return defined({
    Name,
    Description,
    ScheduleExpression,
    State,
    RoleArn,
    EventPattern,
    // Whether by name or by ARN: it is the one in which the rule was found.
    ...bus,
    Targets: await allPages(
      (page) => context.call('events', 'ListTargetsByRule', { Rule: name, ...bus, ...page }),
      'Targets',
    ),
    Tags: (await context.call('events', 'ListTagsForResource', { ResourceARN: Arn }))['Tags'],
  });
}

/** Ref is the rule's name, after its bus and a bar where that is not the default bus. Source: the type's page, "Return values". */
function made(
  name: string,
  arn: string,
  properties: Shape,
): { physicalId: string; attributes: Record<string, unknown> } {
  const bus = text(properties, 'EventBusName');
  return {
    physicalId: bus === undefined || bus === 'default' ? name : `${bus}|${name}`,
    attributes: { Arn: arn },
  };
}

function nameOf(physicalId: string): string {
  return physicalId.split('|').at(-1) ?? physicalId;
}

async function put(name: string, properties: Shape, context: ProviderContext): Promise<string> {
  const { Description, ScheduleExpression, State, RoleArn, EventPattern } = properties;
  const tags = list(properties, 'Tags') ?? [];
  const input = {
    Name: name,
    ...busOf(properties),
    ...defined({ Description, ScheduleExpression, State, RoleArn }),
    ...(EventPattern === undefined
      ? {}
      : { EventPattern: typeof EventPattern === 'string' ? EventPattern : JSON.stringify(EventPattern) }),
    ...(tags.length === 0 ? {} : { Tags: tags }),
  };
  const answer = await context.call('events', 'PutRule', input);
  const targets = shapes(properties, 'Targets') ?? [];
  if (targets.length > 0)
    await context.call('events', 'PutTargets', { Rule: name, ...busOf(properties), Targets: targets });
  return text(answer, 'RuleArn') ?? '';
}

async function removeTargets(
  name: string,
  ids: readonly string[],
  properties: Shape,
  context: ProviderContext,
): Promise<void> {
  await context.call('events', 'RemoveTargets', { Rule: name, ...busOf(properties), Ids: ids });
}

function ruleIn(name: string, properties: Shape, context: ProviderContext): EventRule | undefined {
  const bus = text(properties, 'EventBusName') ?? 'default';
  return busAt(context.world, { accountId: context.accountId, region: context.region, name: bus })?.rules[
    name
  ];
}

function busOf(properties: Shape): Shape {
  return defined({ EventBusName: properties['EventBusName'] });
}

function idsOf(properties: Shape): readonly string[] {
  return (shapes(properties, 'Targets') ?? []).map((target) => text(target, 'Id') ?? '');
}

function defined(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}
