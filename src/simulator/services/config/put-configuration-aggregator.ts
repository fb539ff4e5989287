import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape, World } from '../../kernel/contract.js';
import { shape, shapes, text } from '../../kernel/input.js';
import { watchRole } from './aggregation/aggregator-role.js';
import { aggregatedSince } from './aggregation/freshness.js';
import { intakeOf } from './aggregation/intake.js';
import { aggregatorArn, randomId } from './arns.js';
import { aggregatorView } from './aggregator-view.js';
import { checkAccountSource, checkName, checkOrganizationSource } from './check-aggregator.js';
import { invalidValue } from './errors.js';
import { maximumAggregators } from './facts.js';
import { askOrganization, assertSameAdministrator } from './organization-access.js';
import { assertRole, passRole } from './role.js';
import { placeOf, stateOf } from './state.js';
import type { Aggregator } from './state.js';
import { rememberTags } from './tags.js';

/**
 * Makes an aggregator, or changes it under the same name; an update leaves its tags alone.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html
 */
export const putConfigurationAggregator: Operation = {
  service: 'config',
  name: 'PutConfigurationAggregator',
  mutating: true,
  access(input, call) {
    const name = text(input, 'ConfigurationAggregatorName') ?? '';
    const arn = stateOf(call).aggregators[name]?.arn ?? aggregatorArn(call, '*');
    const roleArn = text(shape(input, 'OrganizationAggregationSource') ?? {}, 'RoleArn');
    return [
      { action: 'config:PutConfigurationAggregator', resource: arn },
      ...(roleArn === undefined || roleArn === '' ? [] : [passRole(roleArn)]),
    ];
  },
  async handle(input, call) {
    const name = checkName(text(input, 'ConfigurationAggregatorName'));
    const accountSources = shapes(input, 'AccountAggregationSources') ?? [];
    const organizationSource = shape(input, 'OrganizationAggregationSource');
    checkOneSource(accountSources, organizationSource);
    for (const source of accountSources) checkAccountSource(source, call);
    if (organizationSource !== undefined) {
      const roleArn = checkOrganizationSource(organizationSource, call);
      await askOrganization(call);
      const existing = stateOf(call).aggregators[name];
      if (existing) assertSameAdministrator(call.world, placeOf(call), existing);
      assertRole(call, roleArn);
    }
    const settings = { accountSources, organizationSource, filters: shape(input, 'AggregatorFilters') };
    return { ConfigurationAggregator: aggregatorView(keep(name, settings, input, call)) };
  },
};

interface Settings {
  readonly accountSources: readonly Shape[];
  readonly organizationSource: Shape | undefined;
  readonly filters: Shape | undefined;
}

function keep(
  name: string,
  { accountSources, organizationSource, filters }: Settings,
  input: Shape,
  call: Call,
): Aggregator {
  const state = stateOf(call);
  const now = call.world.clock.now();
  const existing = state.aggregators[name];
  if (existing === undefined && Object.keys(state.aggregators).length >= maximumAggregators) {
    throw new ServiceError(
      'LimitExceededException',
      'You have reached the limit of the number of aggregators you can create.',
    );
  }
  const intake =
    organizationSource === undefined
      ? undefined
      : existing?.organizationSource === undefined
        ? intakeOf(call.world, placeOf(call), name)
        : existing.intake;
  const aggregator: Aggregator = {
    name,
    arn: existing?.arn ?? aggregatorArn(call, `config-aggregator-${randomId(call.world, 8)}`),
    ...(organizationSource === undefined ? { accountSources } : { organizationSource }),
    ...(existing === undefined ? {} : earlierThan(call.world, existing)),
    ...(filters === undefined ? {} : { filters }),
    ...(intake === undefined ? {} : { intake }),
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  };
  if (existing === undefined) rememberTags(state, aggregator.arn, input);
  state.aggregators[name] = aggregator;
  watchRole(call.world, placeOf(call), aggregator);
  return aggregator;
}

/** What the aggregator shows while the sources of a change are OUTDATED: what it showed before. */
function earlierThan(world: World, existing: Aggregator): Pick<Aggregator, 'earlier'> {
  if (existing.dataLost === true) return {};
  if (world.clock.now() < aggregatedSince(world, existing))
    return existing.earlier === undefined ? {} : { earlier: existing.earlier };
  const { accountSources = [], organizationSource } = existing;
  return { earlier: organizationSource === undefined ? { accountSources } : { organizationSource } };
}

function checkOneSource(accountSources: readonly Shape[], organizationSource: Shape | undefined): void {
  if (accountSources.length > 0 && organizationSource !== undefined) {
    throw invalidValue(
      'The configuration aggregator cannot be created because your request contains both the AccountAggregationSource and the OrganizationAggregationSource. Include only one aggregation source and try again.',
    );
  }
  if (accountSources.length === 0 && organizationSource === undefined) {
    throw invalidValue(
      'The configuration aggregator cannot be created because your request is missing either the AccountAggregationSource or the OrganizationAggregationSource. Include the appropriate aggregation source and try again.',
    );
  }
}
