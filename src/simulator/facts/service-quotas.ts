/** A quota as Service Quotas lists it. */
export interface Quota {
  readonly service: string;
  readonly serviceName: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly adjustable: boolean;
}

/*
 * Names, codes and defaults of CloudFormation's quotas: a published listing of ListAWSDefaultServiceQuotas. An older one
 * has the code L-31709F13 and 100 for the first: codes and values change, names stay.
 * That Service Quotas knows AWS Config's: its page links there from 'adjustable'
 * (https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html). assumed: the names are that page's, and
 * the codes are made up.
 */
const cloudFormation = { service: 'cloudformation', serviceName: 'AWS CloudFormation' };
const config = { service: 'config', serviceName: 'AWS Config' };

export const serviceQuotas: readonly Quota[] = [
  { ...cloudFormation, code: 'L-0485CB21', name: 'Stack count', value: 2000, adjustable: true },
  {
    ...cloudFormation,
    code: 'L-EC62D81A',
    name: 'Stack sets per administrator account',
    value: 1000,
    adjustable: true,
  },
  {
    ...cloudFormation,
    code: 'L-C8225BA5',
    name: 'Stack instances per stack set',
    value: 100_000,
    adjustable: true,
  },
  {
    ...cloudFormation,
    code: 'L-6A4B2F69',
    name: 'Stack instance operations per administrator account',
    value: 10_000,
    adjustable: true,
  },
  {
    ...config,
    code: 'L-C0F1A001',
    name: 'Maximum number of configuration aggregators',
    value: 50,
    adjustable: true,
  },
  {
    ...config,
    code: 'L-C0F1A002',
    name: 'Maximum number of accounts in an aggregator',
    value: 10_000,
    adjustable: false,
  },
  {
    ...config,
    code: 'L-C0F1A003',
    name: 'Maximum number of accounts added or deleted per week for all aggregators',
    value: 1000,
    adjustable: true,
  },
];
