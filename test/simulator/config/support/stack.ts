import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { member } from './world.js';
import type { TestWorld } from './world.js';

const halfADay = 43_200_000;

/** Creates a stack of these resources and waits for its end; the reasons of what failed by logical id. */
export async function createStack(test: TestWorld, Resources: Shape, accountId = member): Promise<StackEnd> {
  const TemplateBody = JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources,
    Outputs: outputs(Resources),
  });
  await test.call(
    'cloudformation',
    'CreateStack',
    {
      StackName: 'test',
      TemplateBody,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Tags: [{ Key: 'made-by', Value: 'test' }],
    },
    { accountId },
  );
  return end(test, accountId);
}

export async function updateStack(test: TestWorld, Resources: Shape, accountId = member): Promise<StackEnd> {
  const TemplateBody = JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources,
    Outputs: outputs(Resources),
  });
  await test.call(
    'cloudformation',
    'UpdateStack',
    {
      StackName: 'test',
      TemplateBody,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Tags: [{ Key: 'made-by', Value: 'test' }],
    },
    { accountId },
  );
  return end(test, accountId);
}

export async function deleteStack(test: TestWorld, stack: StackEnd, accountId = member): Promise<StackEnd> {
  await test.call('cloudformation', 'DeleteStack', { StackName: 'test' }, { accountId });
  return end(test, accountId, stack.id);
}

export interface StackEnd {
  readonly id: string;
  readonly status: string;
  /** What `Ref` gave, by logical id. */
  readonly refs: Readonly<Record<string, string>>;
  readonly failures: Readonly<Record<string, string>>;
}

function outputs(resources: Shape): Shape {
  return Object.fromEntries(Object.keys(resources).map((name) => [`Ref${name}`, { Value: { Ref: name } }]));
}

async function end(test: TestWorld, accountId: string, StackName = 'test'): Promise<StackEnd> {
  await test.pass(halfADay);
  const as = { accountId };
  const stacks = (await test.call('cloudformation', 'DescribeStacks', { StackName }, as))[
    'Stacks'
  ] as Shape[];
  const events = (await test.call('cloudformation', 'DescribeStackEvents', { StackName }, as))[
    'StackEvents'
  ] as Shape[];
  const failed = events.filter((event) => String(event['ResourceStatus']).endsWith('_FAILED'));
  const made = (stacks[0]?.['Outputs'] ?? []) as Shape[];
  return {
    id: String(stacks[0]?.['StackId']),
    status: String(stacks[0]?.['StackStatus']),
    refs: Object.fromEntries(
      made.map((output) => [String(output['OutputKey']).slice(3), String(output['OutputValue'])]),
    ),
    failures: Object.fromEntries(
      failed.map((event) => [String(event['LogicalResourceId']), String(event['ResourceStatusReason'])]),
    ),
  };
}
