import type { World } from '../../kernel/contract.js';
import { watchRole } from './aggregation/aggregator-role.js';
import { configArn, randomId } from './arns.js';
import { configState } from './state.js';
import type { Aggregator } from './state.js';

export interface AggregatorSeed {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly roleArn: string;
  readonly regions: 'all' | readonly string[];
}

/** Puts an aggregator that exists before the first call into the world, whoever may have made it. */
export function seedAggregator(world: World, { name, roleArn, regions, ...place }: AggregatorSeed): void {
  const aggregator: Aggregator = {
    name,
    arn: configArn(world, place, `config-aggregator/config-aggregator-${randomId(world, 8)}`),
    organizationSource: {
      RoleArn: roleArn,
      ...(regions === 'all' ? { AllAwsRegions: true } : { AwsRegions: [...regions] }),
    },
    createdAt: world.clock.now(),
    // It has collected long ago.
    updatedAt: 0,
  };
  configState(world, place).aggregators[name] = aggregator;
  watchRole(world, place, aggregator);
}
