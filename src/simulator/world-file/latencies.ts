import { z } from 'zod';

/** What takes time in the world, and how long by default: virtual milliseconds. The defaults stand where they are used. */
const descriptions = {
  stackInstance: 'A stack instance, beside what its resources wait for. Default: 8000.',
  stack: 'A stack. Default: half of stackInstance.',
  driftDetection: 'Drift detection on a stack. Default: 4000.',
  stackSetQueue: 'Before a queued operation of a StackSet is considered. Default: 1000.',
  autoDeployment: 'Before auto-deployment looks at an account that moved. Default: 60000.',
  configDelivery: 'From the start of a recorder to its first delivery, and for a snapshot. Default: 10000.',
  configItem: 'From a change of a resource to its configuration item. Default: 5000.',
  configHistory: 'Between two deliveries of a recorder’s history. Default: six hours, as at AWS.',
  configRuleEvaluation:
    'How long a new rule is EVALUATING, and from a configuration item to the rules’ results. Default: 5000.',
  configRuleDeletion: 'How long a deleted rule is DELETING. Default: 2000.',
  aggregatorSources: 'How long the sources of a changed aggregator are OUTDATED. Default: 60000.',
  aggregatorData: 'How old what an aggregator shows of a source is. Default: 30000.',
  eventDelivery: 'From an event on a bus of EventBridge to the targets of its rules. Default: 500.',
  topicDelivery: 'From a message on a topic of SNS to its subscriptions. Default: 100.',
  cloudTrail: 'From a call to its event in the event history of CloudTrail. Default: 300000.',
  'account.changeRegion': 'Enabling or disabling an opt-in Region. Default: minutes, as at AWS.',
  'organizations.closeAccount': 'From PENDING_CLOSURE to CLOSED. Default: 60000.',
  'iam.deleteServiceLinkedRole': 'Deleting a service-linked role. Default: 5000.',
  iamPropagation: 'Until a new role can be assumed, and used by AWS Config and StackSets. Default: 0.',
  organizationsPropagation:
    'Until trusted access and delegated administrators are known outside of the management account. Default: 0.',
} as const;

export type LatencyName = keyof typeof descriptions;
export type Latencies = { readonly [name in LatencyName]?: number | undefined };

const milliseconds = (description: string): z.ZodOptional<z.ZodNumber> =>
  z.number().min(0).optional().meta({ description });

export const latencies = z.strictObject(
  Object.fromEntries(
    Object.entries(descriptions).map(([name, description]) => [name, milliseconds(description)]),
  ) as { [name in LatencyName]: z.ZodOptional<z.ZodNumber> },
);
