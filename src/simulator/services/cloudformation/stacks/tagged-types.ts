import { isFields } from '../template/model.js';
import type { Tag } from './state.js';

/**
 * Types whose `Tags` property is a list of Key and Value, which CloudFormation fills with the stack's tags.
 * Source: the `Tags` property in each type's page of the CloudFormation template reference.
 * Its own `aws:cloudformation:*` tags are left out: no API but CloudFormation's may write them.
 */
const TAGGED = new Set([
  'AWS::Config::AggregationAuthorization',
  'AWS::Config::ConfigurationAggregator',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
]);

/** The properties with the stack's tags; the resource's own win over a stack tag of the same key. */
export function withStackTags(
  type: string,
  properties: Readonly<Record<string, unknown>>,
  tags: readonly Tag[],
): Readonly<Record<string, unknown>> {
  if (tags.length === 0 || !TAGGED.has(type)) return properties;
  const own: readonly unknown[] = Array.isArray(properties['Tags']) ? properties['Tags'] : [];
  const taken = new Set(own.map((tag) => (isFields(tag) ? tag['Key'] : undefined)));
  return { ...properties, Tags: [...own, ...tags.filter(({ Key }) => !taken.has(Key))] };
}
