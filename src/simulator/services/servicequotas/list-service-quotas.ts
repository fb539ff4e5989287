import { ServiceError } from '../../kernel/contract.js';
import { integer, requiredText, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import type { Operation } from '../../kernel/contract.js';
import { quotaShape } from './shapes.js';
import { quotasOf } from './state.js';

/** At most 100 a page: https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html */
const pageSize = 100;

export const listServiceQuotas: Operation = {
  service: 'servicequotas',
  name: 'ListServiceQuotas',
  mutating: false,
  handle(input, call) {
    const service = requiredText(input, 'ServiceCode', 'IllegalArgumentException');
    const limit = integer(input, 'MaxResults', 'IllegalArgumentException');
    if (limit !== undefined && (limit < 1 || limit > pageSize))
      throw new ServiceError('IllegalArgumentException', 'MaxResults must be from 1 to 100.');
    const code = text(input, 'QuotaCode');
    const known = quotasOf(call.world, call.caller.accountId, call.region, service);
    if (known.length === 0)
      throw new ServiceError('NoSuchResourceException', `The service ${service} does not exist.`);
    const { items, nextToken } = page(
      call.world,
      known.filter((quota) => code === undefined || quota.code === code),
      {
        token: text(input, 'NextToken'),
        limit,
        defaultSize: pageSize,
        tokenError: 'InvalidPaginationTokenException',
      },
    );
    return { Quotas: items.map((quota) => quotaShape(quota, call)), NextToken: nextToken };
  },
};
