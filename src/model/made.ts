import type { Difference } from './plan.js';
import type { Target } from './target.js';

/** A resource that a stack of ours made, and that is not as it was made. */
export interface DriftedResource {
  /** Its name in the template. */
  readonly logicalId: string;
  /** `AWS::S3::BucketPolicy` */
  readonly type: string;
  readonly physicalId: string | undefined;
  readonly stackId: string;
  readonly is: 'changed' | 'missing';
  /** By the path of the property; values as AWS has them, documents as JSON. None where it is gone. */
  readonly differences: readonly Difference[];
}

/** One instance in which something drifted. */
interface DriftedInstance extends Target {
  readonly resources: readonly DriftedResource[];
}

/** What CloudFormation's drift detection says of the instances of one StackSet. */
export interface MadeLook {
  readonly drifted: readonly DriftedInstance[];
  /** Where it could not look, in AWS's words. */
  readonly unseen: readonly (Target & { readonly reason: string })[];
  /** Instances whose stack somebody deleted in the account. */
  readonly stackless: readonly Target[];
  /** What it can't look at, since it does not know the type, as `AWS::… LogicalId`. */
  readonly unchecked: readonly string[];
}

/** A look that has found nothing, and missed nothing. */
export const nothingMade: MadeLook = { drifted: [], unseen: [], stackless: [], unchecked: [] };
