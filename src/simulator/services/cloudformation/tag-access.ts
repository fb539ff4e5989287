import type { Access, Shape } from '../../kernel/contract.js';
import { readTags } from './request.js';
import type { Tag } from './stacks/state.js';

/**
 * Tags of a StackSet are checked by themselves: TagResource for those that are new, UntagResource for those that an
 * update leaves out ([API], Tags of CreateStackSet and UpdateStackSet). Stacks are assumed to be held to the same: the
 * condition key `cloudformation:CreateAction` speaks of both
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html).
 */
export function tagAccess(
  action: string,
  input: Shape,
  resource: string,
  before: readonly Tag[],
): readonly Access[] {
  const tags = readTags(input);
  if (!tags) return [];
  const added = tags.filter(
    ({ Key, Value }) => !before.some((tag) => tag.Key === Key && tag.Value === Value),
  );
  const removed = before.filter(({ Key }) => !tags.some((tag) => tag.Key === Key));
  const access = (name: string, concerned: readonly Tag[]): readonly Access[] =>
    concerned.length === 0
      ? []
      : [
          {
            action: `cloudformation:${name}`,
            resource,
            context: {
              'cloudformation:CreateAction': action,
              'aws:TagKeys': concerned.map(({ Key }) => Key),
              ...(name === 'TagResource' ? tagContext('aws:RequestTag', concerned) : {}),
              ...tagContext('aws:ResourceTag', before),
            },
          },
        ];
  return [...access('TagResource', added), ...access('UntagResource', removed)];
}

/** `aws:ResourceTag/key` and the like. */
export function tagContext(prefix: string, tags: readonly Tag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [`${prefix}/${Key}`, Value]));
}
