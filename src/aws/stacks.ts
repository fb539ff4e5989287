import {
  type Capability,
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { StacksWritePort } from '../apply/ports.js';
import { ownershipTag } from '../desired/names.js';
import { textDigest } from '../model/digest.js';
import type { DesiredStack, Template } from '../model/desired.js';
import type { ObservedStack } from '../model/observed.js';
import type { RegionName } from '../model/target.js';
import { awsWords, isAws, required } from './errors.js';
import { parametersOf, tagsOf, toParameters, toTags } from './key-values.js';

/** Plain stacks of the management account, read. */
export interface StackReader {
  describe(name: string, region: RegionName): Promise<ObservedStack | undefined>;
  /** One call more, for the template. */
  withTemplate(
    name: string,
    region: RegionName,
  ): Promise<(ObservedStack & { templateBody: string }) | undefined>;
}

/** @param client makes CloudFormation's client in the management account, for a Region. */
export function stackReader(
  client: (region: RegionName) => Promise<CloudFormationClient>,
  prefix: string,
): StackReader {
  const describe = async (StackName: string, region: RegionName): Promise<ObservedStack | undefined> => {
    const cloudformation = await client(region);
    try {
      const answer = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      const stack = required(answer.Stacks?.[0], 'DescribeStacks Stacks');
      const tags = tagsOf(stack.Tags);
      return {
        name: required(stack.StackName, 'Stack.StackName'),
        status: required(stack.StackStatus, 'Stack.StackStatus'),
        statusReason: stack.StackStatusReason,
        owned: tags[ownershipTag] === prefix,
        templateDigest: undefined,
        parameters: parametersOf(stack.Parameters),
        tags,
      };
    } catch (error) {
      if (doesNotExist(error)) return undefined;
      throw error;
    }
  };
  return {
    describe,
    async withTemplate(StackName, region) {
      const stack = await describe(StackName, region);
      if (stack === undefined) return undefined;
      const cloudformation = await client(region);
      const answer = await cloudformation.send(
        new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
      );
      const templateBody = required(answer.TemplateBody, 'GetTemplate TemplateBody');
      return { ...stack, templateBody, templateDigest: textDigest(templateBody) };
    },
  };
}

/**
 * Whether a stack is there that holds something: of one that could not be made a name is left, and no resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html (ROLLBACK_COMPLETE)
 *
 * @param stackId the stack's ARN: by it AWS tells of a stack that was deleted too, for 90 days.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html (StackName)
 */
export async function isThere(client: CloudFormationClient, stackId: string): Promise<boolean> {
  try {
    const answer = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    const status = answer.Stacks?.[0]?.StackStatus;
    return status !== 'DELETE_COMPLETE' && status !== 'ROLLBACK_COMPLETE';
  } catch (error) {
    if (doesNotExist(error)) return false;
    throw error;
  }
}

/** CloudFormation has no error name of its own for it. */
function doesNotExist(error: unknown): boolean {
  return isAws(error, 'ValidationError') && /does not exist/.test(awsWords(error));
}

export function stacksWritePort(
  client: (region: RegionName) => Promise<CloudFormationClient>,
  reader: StackReader,
): StacksWritePort {
  return {
    describeStack: (name, region) => reader.describe(name, region),
    async createStack(stack, template, token) {
      const cloudformation = await client(stack.region);
      try {
        await cloudformation.send(new CreateStackCommand(inputOf(stack, template, token)));
        return 'started';
      } catch (error) {
        if (isAws(error, 'AlreadyExistsException', 'TokenAlreadyExistsException')) return 'exists';
        throw error;
      }
    },
    async updateStack(stack, template, token) {
      const cloudformation = await client(stack.region);
      try {
        await cloudformation.send(new UpdateStackCommand(inputOf(stack, template, token)));
        return 'started';
      } catch (error) {
        if (isAws(error, 'ValidationError') && /No updates are to be performed/.test(awsWords(error)))
          return 'unchanged';
        throw error;
      }
    },
    // A stack that does not exist is no error. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
    async deleteStack({ name, region }, token) {
      const cloudformation = await client(region);
      await cloudformation.send(new DeleteStackCommand({ StackName: name, ClientRequestToken: token }));
    },
  };
}

function inputOf(stack: DesiredStack, template: Template, token: string) {
  return {
    StackName: stack.name,
    TemplateBody: template.body,
    Parameters: toParameters(stack.parameters),
    Capabilities: stack.capabilities as Capability[],
    Tags: toTags(stack.tags),
    ClientRequestToken: token,
  };
}
