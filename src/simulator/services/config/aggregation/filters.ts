import type { Shape } from '../../../kernel/contract.js';
import { shape, text } from '../../../kernel/input.js';
import { validation } from '../errors.js';
import type { Wanted } from './resources.js';

/** What the `Filters` of a request leave of accounts and Regions. */
export function wantedBy(input: Shape, regionMember: 'AwsRegion' | 'Region'): Wanted {
  const filters = shape(input, 'Filters') ?? {};
  return { accountIds: only(text(filters, 'AccountId')), regions: only(text(filters, regionMember)) };
}

export function only(value: string | undefined): ReadonlySet<string> | undefined {
  return value === undefined ? undefined : new Set([value]);
}

/**
 * A compliance type to filter by. "AWS Config supports only COMPLIANT and NON_COMPLIANT": that it refuses the others, rather
 * than finding nothing, is assumed.
 * @throws ServiceError ValidationException
 */
export function complianceFilter(input: Shape): 'COMPLIANT' | 'NON_COMPLIANT' | undefined {
  const type = text(input, 'ComplianceType');
  if (type === undefined || type === 'COMPLIANT' || type === 'NON_COMPLIANT') return type;
  throw validation(
    `The compliance type ${type} is not supported. Supported values are COMPLIANT and NON_COMPLIANT.`,
  );
}
