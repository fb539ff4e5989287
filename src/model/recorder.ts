/** What a recorder records, how often, and with which role. */
export interface RecorderSettings {
  readonly roleArn: string;
  readonly allSupported: boolean;
  readonly includeGlobalResourceTypes: boolean;
  readonly strategy:
    | 'ALL_SUPPORTED_RESOURCE_TYPES'
    | 'INCLUSION_BY_RESOURCE_TYPES'
    | 'EXCLUSION_BY_RESOURCE_TYPES'
    | undefined;
  readonly resourceTypes: readonly string[];
  readonly excludedTypes: readonly string[];
  readonly frequency: 'CONTINUOUS' | 'DAILY';
  /** Types that are recorded at another frequency. */
  readonly frequencyOverrides: readonly {
    readonly resourceTypes: readonly string[];
    readonly frequency: 'CONTINUOUS' | 'DAILY';
  }[];
}

/** Where a delivery channel delivers to. */
export interface ChannelSettings {
  readonly bucket: string;
  readonly keyPrefix: string | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly topicArn: string | undefined;
}
