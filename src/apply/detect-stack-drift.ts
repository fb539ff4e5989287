import { uncheckedOf } from '../desired/made-resources.js';
import type { DesiredStack } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import { nothingMade, type MadeLook } from '../model/made.js';
import type { ObservedStack } from '../model/observed.js';
import type { ApplyContext } from './context.js';
import { driftedAmong } from './read-detection.js';
import { poll, unlessTooLate } from './poll.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html */
const checkable: readonly string[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/**
 * Asks CloudFormation what drifted of the things that a plain stack of ours made. What does not come to its end before the
 * deadline was not seen; every other error is thrown.
 */
export async function detectStackDrift(
  stack: DesiredStack,
  { status, parameters }: ObservedStack,
  context: ApplyContext,
): Promise<MadeLook> {
  const { name, accountId, region, template } = stack;
  const place = { accountId, region };
  const unseen = (reason: string) => [{ ...place, reason: `${reason} in stack ${name}` }];
  if (!checkable.includes(status))
    return { ...nothingMade, unseen: unseen(`CloudFormation detects no drift while it is ${status}`) };
  const failure = await runDetection(name, region, context);
  if (failure instanceof OrgSecretsError)
    return { ...nothingMade, unseen: [{ ...place, reason: failure.message }] };
  const resources = await context.ports.driftDetection.ofStack.resources(name, region);
  const drifted = driftedAmong(resources);
  return {
    ...nothingMade,
    drifted: drifted.length === 0 ? [] : [{ ...place, resources: drifted }],
    unseen: failure === undefined ? [] : unseen(`CloudFormation could not detect drift: ${failure}`),
    unchecked: failure === undefined ? uncheckedOf(template, parameters, resources) : [],
  };
}

/** @returns why it failed, in AWS's words; the error where the deadline came first. */
function runDetection(
  name: string,
  region: string,
  context: ApplyContext,
): Promise<string | OrgSecretsError | undefined> {
  const { ofStack } = context.ports.driftDetection;
  const what = `drift detection of stack ${name}`;
  context.emit({ code: 'waiting', what });
  return unlessTooLate(async () => {
    const id = await poll(context, what, () => ofStack.detect(name, region));
    return (await poll(context, what, () => ofStack.ended(id, region))).failure;
  });
}
