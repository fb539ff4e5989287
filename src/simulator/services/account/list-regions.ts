import { ServiceError } from '../../kernel/contract.js';
import { integer, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { accountAccess, subjectAccount } from './access.js';
import { regionsOf, regionStatus } from './state.js';
import type { Operation } from '../../kernel/contract.js';

/** At most 50 a page: https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
const pageSize = 50;
const statuses = ['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'];

export const listRegions: Operation = {
  service: 'account',
  name: 'ListRegions',
  mutating: false,
  http: { method: 'POST', uri: '/listRegions' },
  access: accountAccess('ListRegions'),
  handle(input, call) {
    const accountId = subjectAccount(input, call);
    const wanted = texts(input, 'RegionOptStatusContains');
    const limit = integer(input, 'MaxResults');
    if (
      (limit !== undefined && (limit < 1 || limit > pageSize)) ||
      wanted?.some((status) => !statuses.includes(status))
    ) {
      throw new ServiceError('ValidationException', 'The input fails to satisfy the constraints.', {
        details: { reason: 'fieldValidationFailed' },
      });
    }
    const all = regionsOf(call.world)
      .map((region) => ({ RegionName: region, RegionOptStatus: regionStatus(call.world, accountId, region) }))
      .filter(
        ({ RegionOptStatus }) =>
          wanted === undefined || wanted.length === 0 || wanted.includes(RegionOptStatus ?? ''),
      );
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit,
      defaultSize: pageSize,
      tokenError: 'ValidationException',
    });
    return { Regions: items, NextToken: nextToken };
  },
};
