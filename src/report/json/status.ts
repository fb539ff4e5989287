import { z } from 'zod';
import { subscriptionStates, type SubscriptionsStatus } from '../../model/subscription-status.js';
import type { StatusView } from '../types.js';
import {
  accountId,
  aggregator,
  aggregatorJson,
  calls,
  callsJson,
  coverage,
  coverageJson,
  exclusion,
  exclusionJson,
} from './common.js';

const cellState = z.enum(['verified', 'gap', 'unknown', 'excluded']);

export const statusSchema = z
  .strictObject({
    coverage,
    matrix: z
      .array(z.strictObject({ accountId, region: z.string(), recorder: cellState, rules: cellState }))
      .describe('Every account in every Region of the coverage.'),
    exclusions: z.array(exclusion),
    aggregator,
    strayAggregators: z
      .strictObject({
        found: z.array(
          z.strictObject({ name: z.string(), accountId, region: z.string(), ours: z.boolean() }),
        ),
        looked: z
          .int()
          .describe(
            'Accounts that were looked at, in the home Region; doctor (D025) asks the other Regions too.',
          ),
        unseen: z.array(z.strictObject({ accountId, region: z.string(), reason: z.string() })),
      })
      .describe('Aggregators over the organization in accounts that administer AWS Config no more.'),
    subscriptions: z
      .array(
        z.strictObject({
          topicArn: z.string(),
          subscriptions: z.array(
            z.strictObject({
              protocol: z.string(),
              endpoint: z.string(),
              state: z
                .enum(subscriptionStates)
                .describe('foreign: others made it, and it is left alone; surplus: no more in the org.yaml.'),
              detail: z.string().optional(),
            }),
          ),
          unknown: z.string().optional().describe('Why nobody can say; then the list is empty.'),
        }),
      )
      .describe('Who is told, topic by topic; empty where notifications are off.'),
    calls,
  })
  .describe('What `orgsecrets status --json` prints.');

export type StatusDocument = z.infer<typeof statusSchema>;

export function statusDocument(view: StatusView): StatusDocument {
  return {
    coverage: coverageJson(view.coverage),
    matrix: view.matrix.map(({ accountId, region, recorder, rules }) => ({
      accountId,
      region,
      recorder,
      rules,
    })),
    exclusions: view.exclusions.map(exclusionJson),
    aggregator: aggregatorJson(view.aggregator),
    strayAggregators: {
      found: view.strayAggregators.found.map(({ name, accountId, region, ours }) => ({
        name,
        accountId,
        region,
        ours,
      })),
      looked: view.strayAggregators.looked,
      unseen: view.strayAggregators.unseen.map(({ accountId, region, reason }) => ({
        accountId,
        region,
        reason,
      })),
    },
    subscriptions: view.subscriptions.map(subscriptionsJson),
    calls: callsJson(view.calls),
  };
}

function subscriptionsJson({
  topicArn,
  subscriptions,
  unknown,
}: SubscriptionsStatus): StatusDocument['subscriptions'][number] {
  return {
    topicArn,
    subscriptions: subscriptions.map(({ protocol, endpoint, state, detail }) => ({
      protocol,
      endpoint,
      state,
      ...(detail === undefined ? {} : { detail }),
    })),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
