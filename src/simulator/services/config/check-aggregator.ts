import type { Call, Shape } from '../../kernel/contract.js';
import { flag, text, texts } from '../../kernel/input.js';
import { invalidValue, validation } from './errors.js';
import { configRegions } from './facts.js';

/** A name of an aggregator: at most 256 of letters, digits, `_` and `-`. */
export function checkName(name = ''): string {
  if (/^[\w-]{1,256}$/.test(name)) return name;
  throw validation(
    `1 validation error detected: Value '${name}' at 'configurationAggregatorName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\-]+`,
  );
}

/** The role of an organization source that is otherwise sound. */
export function checkOrganizationSource(source: Shape, call: Call): string {
  const roleArn = text(source, 'RoleArn');
  if (roleArn === undefined || roleArn === '') {
    throw validation(
      "1 validation error detected: Value null at 'organizationAggregationSource.roleArn' failed to satisfy constraint: Member must not be null",
    );
  }
  checkRegions(source, call);
  return roleArn;
}

export function checkAccountSource(source: Shape, call: Call): void {
  const ids = texts(source, 'AccountIds') ?? [];
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (ids.length === 0 || wrong !== undefined) {
    throw validation(
      `1 validation error detected: Value '[${ids.join(', ')}]' at 'accountAggregationSources.1.member.accountIds' failed to satisfy constraint: Member must satisfy regular expression pattern: \\d{12}`,
    );
  }
  checkRegions(source, call);
}

/** Either every Region, now and later, or a list of Regions that AWS Config has. */
function checkRegions(source: Shape, call: Call): void {
  const regions = texts(source, 'AwsRegions') ?? [];
  const every = flag(source, 'AllAwsRegions') ?? false;
  if (every && regions.length > 0) {
    throw invalidValue(
      'Your configuration aggregator contains a list of regions and also specifies the use of all regions. You must choose one of these options.',
    );
  }
  if (!every && regions.length === 0) {
    throw invalidValue(
      'Your request does not specify any regions. Select AWS Config-supported regions and try again.',
    );
  }
  const known = configRegions(call.world.partition);
  const unknown = regions.filter((region) => !known.includes(region));
  if (unknown.length > 0) {
    throw invalidValue(
      `The following regions are not supported by AWS Config: ${unknown.join(', ')}. Select AWS Config-supported regions and try again.`,
    );
  }
}
