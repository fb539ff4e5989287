import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf, until } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';

/** Somebody's tidying up takes a tag off a plain stack, and off what it made. */
export async function takeStackTagOff(
  simulator: Disturbed,
  StackName: string,
  place: Place,
  tag: string,
): Promise<void> {
  const administrator = administratorOf(simulator, place);
  const stack = async () => {
    const { Stacks } = await administrator.call('cloudformation', 'DescribeStacks', { StackName });
    return (Stacks as Shape[])[0] ?? {};
  };
  const { Parameters, Capabilities, Tags } = await stack();
  await administrator.call('cloudformation', 'UpdateStack', {
    StackName,
    UsePreviousTemplate: true,
    Parameters: (Parameters as Shape[]).map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
    Capabilities,
    Tags: (Tags as Shape[]).filter(({ Key }) => Key !== tag),
  });
  await until(simulator, async () => !/_IN_PROGRESS$/.test(String((await stack())['StackStatus'])));
}
