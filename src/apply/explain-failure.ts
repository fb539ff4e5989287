/** What a person can do about a failure that AWS states in these words. The first pattern that fits counts. */
const explanations: readonly (readonly [RegExp, string])[] = [
  [
    /explicit deny in a service control policy|SCP|with an explicit deny/i,
    'A service control policy forbids it there: exempt our StackSets and roles from it, or exclude the account or Region.',
  ],
  [
    /maximum number of configuration recorders/i,
    'A recorder appeared there since the plan was made. Run apply again: it is adopted as it is.',
  ],
  [
    // A bucket that an earlier hub left is none of the stack's: the stack gives it its policy, and can't make it.
    /NoSuchBucket\b/,
    'The bucket is gone. Make it again under its name in the delegated administrator account, in its Region, and run again.',
  ],
  [
    /InsufficientDeliveryPolicy|unable to write to bucket/i,
    'The bucket refuses the delivery. Set delivery.trust: service in the org.yaml, or mend the policy of your own bucket.',
  ],
  [
    /AWS::Config::ConfigRule\b.*already exists/i,
    'A rule of that name is there that orgsecrets did not make. Run apply again: it is looked at, and adopted if it is the same.',
  ],
  [/Service role name \S+ has been taken/i, 'The role appeared since the plan was made. Run apply again.'],
  [
    /must create a configuration recorder|NoAvailableConfigurationRecorder/i,
    'Run apply again once the recorder exists.',
  ],
  [/failure tolerance/i, 'AWS stopped before this target. Run apply again after mending the other failures.'],
  [
    // The roles of our self-managed StackSets: apply and destroy make their stack where it is gone.
    /should have '\S+-stackset-(administration|execution)' role/,
    'A role of the stack …-management-roles in the management account is gone. Run the same command again: where the stack is gone it is made first. Where it is there without the role, delete the stack, then run again.',
  ],
  [
    /trust relationship|not authorized to perform: sts:AssumeRole/i,
    'Check that the account is still a member and that trusted access for StackSets is active.',
  ],
  [
    /AWS::S3::Bucket\b.*already exists/i,
    'The bucket appeared there since the plan was made. Run apply again: if it is the delegated administrator account’s own, it is used as it is; else choose another stackSets.prefix.',
  ],
  [
    /already exists/i,
    'Something of this name is there, perhaps in a stack that was let go of while AWS could not reach the account or Region: delete that stack (StackSet-…) there, and run apply again.',
  ],
  [/suspended/i, 'Exclude the account in the org.yaml, or reopen it.'],
  [
    /Region.*(disabled|not enabled)|OptInRequired/i,
    'Enable the Region in the account and in the management account, or exclude it.',
  ],
];

/** @returns the next step for a reason in AWS's words, or `undefined` where nothing better than the reason is known. */
export function explainFailure(reason: string): string | undefined {
  return explanations.find(([pattern]) => pattern.test(reason))?.[1];
}
