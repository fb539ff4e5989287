import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { dropSecret, putSecret, secretsIn } from '../../../../src/simulator/services/secretsmanager/state.js';
import type { Secret } from '../../../../src/simulator/services/secretsmanager/state.js';
import { addedRole, administrator, management, member, region, testWorld } from '../support/world.js';
import type { TestWorld } from '../support/world.js';

export const otherRegion = 'us-east-1';
export const secretType = 'AWS::SecretsManager::Secret';
export const minute = 60_000;

/** Two rules, one of which does not apply to every secret. */
const rules = [
  { name: 'using-cmk', identifier: 'SECRETSMANAGER_USING_CMK' },
  { name: 'rotation-success', identifier: 'SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK' },
];
const places = [management, member, administrator].flatMap((accountId) =>
  [region, otherRegion].map((each) => ({ accountId, region: each })),
);

/** One secret that rotates in the member account, one that does not, and one in another Region of the administrator. */
const secrets: readonly Shape[] = [
  {
    accountId: member,
    region,
    name: 'db',
    rotation: { days: 30, asScheduled: false },
    tags: { owner: 'payments', stage: 'prod' },
  },
  { accountId: member, region, name: 'api', tags: { stage: 'test' } },
  { accountId: administrator, region: otherRegion, name: 'root', rotation: { days: 7 } },
];

/** An organization with recorders, rules and secrets everywhere, and an aggregator of which the first data has come. */
export async function aggregated(changes: Shape = {}): Promise<TestWorld> {
  const test = await testWorld({
    trustedAccess: ['config.amazonaws.com'],
    delegatedAdministrators: [{ accountId: administrator, services: ['config.amazonaws.com'] }],
    regions: [region, otherRegion, 'af-south-1'],
    recorders: places.map((place) => ({ ...place, name: 'default' })),
    rules: places.flatMap((place) => rules.map((rule) => ({ ...place, ...rule }))),
    secrets,
    ...changes,
  });
  const role = addedRole(test.world, administrator, 'aggregator', { trust: 'config.amazonaws.com' });
  await putAggregator(test, { RoleArn: role.arn });
  await test.pass(2 * minute);
  return test;
}

export async function putAggregator(test: TestWorld, source: Shape): Promise<void> {
  const given = { AllAwsRegions: true, ...source };
  await ask(test, 'PutConfigurationAggregator', { OrganizationAggregationSource: given });
}

/** Calls an operation on the aggregator as its account's administrator. */
export function ask(test: TestWorld, operation: string, input: Shape = {}): Promise<Shape> {
  const named = { ConfigurationAggregatorName: 'secrets', ...input };
  return test.call('config', operation, named, { accountId: administrator });
}

/** The rows of an advanced query, over all its pages. */
export async function rowsOf(test: TestWorld, expression: string, input: Shape = {}): Promise<Shape[]> {
  const rows: Shape[] = [];
  let token: unknown;
  do {
    const answer = await ask(test, 'SelectAggregateResourceConfig', {
      Expression: expression,
      ...input,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    rows.push(...(answer['Results'] as string[]).map((row) => JSON.parse(row) as Shape));
    token = answer['NextToken'];
  } while (token !== undefined);
  return rows;
}

/** Changes a secret of the member account, or takes it away. */
export function changeSecret(test: TestWorld, name: string, changes: Partial<Secret> | undefined): void {
  const secret = secretsIn(test.world, { accountId: member, region })[name];
  if (secret === undefined) throw new TypeError(`no secret ${name}`);
  if (changes === undefined) dropSecret(test.world, secret);
  else putSecret(test.world, { ...secret, ...changes });
}

/** The names of the secrets that the aggregator shows. */
export async function secretNames(test: TestWorld): Promise<string[]> {
  const rows = await rowsOf(test, `SELECT resourceName WHERE resourceType = '${secretType}'`);
  return rows.map((row) => String(row['resourceName'])).sort();
}
