/*
 * The Regions of each partition, and which of them an account has to opt in to.
 * Region names: endpoints.json of botocore. Opt-in: Regions launched after 20 March 2019 are disabled by default
 * (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html).
 */
interface PartitionFacts {
  /** Enabled in every account; they cannot be disabled. */
  readonly always: readonly string[];
  /** Disabled until an account opts in. */
  readonly optIn: readonly string[];
  /** Where IAM, Organizations and Account Management are signed for. */
  readonly globalRegion: string;
  readonly dnsSuffix: string;
}

export const partitions: Readonly<Record<'aws' | 'aws-cn' | 'aws-us-gov', PartitionFacts>> = {
  aws: {
    always: [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    optIn: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-south-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-west-1',
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'mx-central-1',
    ],
    globalRegion: 'us-east-1',
    dnsSuffix: 'amazonaws.com',
  },
  'aws-cn': {
    always: ['cn-north-1', 'cn-northwest-1'],
    optIn: [],
    globalRegion: 'cn-northwest-1',
    dnsSuffix: 'amazonaws.com.cn',
  },
  'aws-us-gov': {
    always: ['us-gov-east-1', 'us-gov-west-1'],
    optIn: [],
    globalRegion: 'us-gov-west-1',
    dnsSuffix: 'amazonaws.com',
  },
};

export type Partition = keyof typeof partitions;
