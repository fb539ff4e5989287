import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import { text } from '../../../../src/simulator/kernel/input.js';
import type {
  Operation,
  ProviderContext,
  ResourceProvider,
  Shape,
  Slot,
  World,
} from '../../../../src/simulator/kernel/contract.js';

/** What stands for the resources of a service: things by name, with what they were given. */
const thingsSlot: Slot<Record<string, Shape>> = { name: 'test.things', create: () => ({}) };

export function thingsIn(world: World, accountId: string, region: string): Record<string, Shape> {
  return world.state(thingsSlot, accountId, region);
}

/** `PutThing` and `DropThing`, spoken as SNS so that policies and SCPs on `sns:*` apply. */
export const thingOperations: readonly Operation[] = [
  {
    service: 'sns',
    name: 'PutThing',
    mutating: true,
    handle(input, { world, caller, region }) {
      const things = thingsIn(world, caller.accountId, region);
      const name = String(input['Name']);
      if (input['New'] === true && name in things)
        throw new ServiceError('TopicLimitExceeded', `${name} already exists`);
      if (input['Value'] === 'refused') throw new ServiceError('InvalidParameter', 'The value is refused');
      things[name] = { ...input };
      return {};
    },
  },
  {
    service: 'sns',
    name: 'DropThing',
    mutating: true,
    handle(input, { world, caller, region }) {
      const things = thingsIn(world, caller.accountId, region);
      const name = String(input['Name']);
      if (things[name]?.['Sticky'] === true) throw new ServiceError('InvalidState', 'It is in use');
      delete things[name];
      return {};
    },
  },
];

/** Types with and without dependencies in time; `AWS::SNS::Topic` so that stack tags reach it. */
export const thingProviders: readonly ResourceProvider[] = [
  'AWS::SNS::Topic',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
].map((type) => ({
  type,
  replacedBy: ['Name'],
  async create(properties, context) {
    await wait(properties, context);
    await put(properties, context, true);
    return made(properties, context);
  },
  async update(physicalId, properties, _before, context) {
    await put({ ...properties, Name: physicalId }, context, false);
    return made({ ...properties, Name: physicalId }, context);
  },
  async delete(physicalId, _properties, context) {
    await context.call('sns', 'DropThing', { Name: physicalId });
  },
  async read(physicalId, _properties, { world, accountId, region }) {
    return thingsIn(world, accountId, region)[physicalId];
  },
}));

function nameOf(properties: Shape, context: ProviderContext): string {
  return (
    text(properties, 'Name') ?? text(properties, 'RoleName') ?? `${context.stackName}-${context.logicalId}`
  );
}

async function wait(properties: Shape, context: ProviderContext): Promise<void> {
  const seconds = Number(properties['Seconds'] ?? 0);
  if (seconds > 0) await context.world.clock.sleep(seconds * 1000);
}

async function put(properties: Shape, context: ProviderContext, isNew: boolean): Promise<void> {
  await context.call('sns', 'PutThing', { ...properties, Name: nameOf(properties, context), New: isNew });
}

function made(properties: Shape, context: ProviderContext): { physicalId: string; attributes: Shape } {
  const name = nameOf(properties, context);
  return {
    physicalId: name,
    attributes: { Arn: `arn:thing:${context.region}:${context.accountId}:${name}` },
  };
}
