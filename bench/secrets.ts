import { stringify } from 'yaml';
import { parseWorld } from '../src/simulator/world-file/parse.js';
import type { WorldFile } from '../src/simulator/world-file/schema.js';
import {
  administratorAccountId,
  everybodyAtOnce,
  managementAccountId,
  orgYamlOf,
  regionsOf,
  type Size,
} from './organization.js';

type Secret = WorldFile['secrets'][number];

/** An organization with secrets in every account and Region. */
export interface ReportSize extends Size {
  readonly secrets: number;
}

/** How the secrets of a target differ, in turn: good under every rule, then bad under some. */
const kinds: readonly Partial<Secret>[] = [
  { kmsKey: 'alias/own', rotation: { enabled: true, days: 30, asScheduled: true }, lastRotated: '-5d' },
  { kmsKey: 'alias/own', rotation: { enabled: true, days: 30, asScheduled: false }, lastRotated: '-5d' },
  { lastRotated: '-5d', lastAccessed: '-100d' },
  { lastRotated: '-100d' },
];

/** So many secrets a target, and every rule says both of some, wherever there are as many as there are kinds. */
export const kindsOfSecrets = kinds.length;

export function reportWorldOf(size: ReportSize): WorldFile {
  const world = {
    version: 1,
    organization: { id: 'o-bench12345', managementAccountId },
    startsAt: '2026-01-01T00:00:00Z',
    accounts: [
      { id: managementAccountId, name: 'management' },
      { id: administratorAccountId, name: 'audit', ou: '/Security' },
      ...Array.from({ length: size.accounts - 2 }, (_, index) => ({
        id: String(300_000_000_000 + index),
        name: `service-${index}`,
        ou: `/Workloads/Team-${index % Math.max(1, Math.round(size.accounts / 50))}`,
      })),
    ],
    quotas: [everybodyAtOnce],
    principals: {
      operator: {
        accountId: managementAccountId,
        type: 'role',
        name: 'orgsecrets-operator',
        policies: ['policies/caller.json'],
      },
    },
    secrets: [{ accountId: administratorAccountId, region: 'us-east-1', name: 'first' }],
  };
  const parsed = parseWorld(stringify(world), 'the world of the bench');
  const [first] = parsed.secrets;
  const accounts = world.accounts.map(({ id }) => id);
  return { ...parsed, secrets: first === undefined ? [] : secretsOf(first, size, accounts) };
}

/** Spread evenly. Made from one that was read, since reading a hundred thousand would take longer than all the rest. */
function secretsOf(first: Secret, size: ReportSize, accounts: readonly string[]): Secret[] {
  const regions = regionsOf(size);
  const targets = accounts.length * regions.length;
  return Array.from({ length: size.secrets }, (_, index): Secret => {
    const target = index % targets;
    const turn = Math.floor(index / targets);
    return {
      ...first,
      accountId: accounts[target % accounts.length] ?? '',
      region: regions[Math.floor(target / accounts.length)] ?? '',
      name: `team-${target % 40}/service-${turn}/password-${index}`,
      lastAccessed: '-1d',
      tags: { team: `team-${target % 40}`, owner: `owner-${target % 300}@example.com` },
      ...kinds[turn % kinds.length],
    };
  });
}

export function reportOrgYamlOf(size: ReportSize, recorded: boolean): string {
  const types = "['AWS::SecretsManager::Secret', 'AWS::Config::ResourceCompliance']";
  return [
    orgYamlOf(size),
    'report: { tags: [team], ownerTag: owner }\n',
    ...(recorded ? [`recorder: { resourceTypes: ${types} }\n`] : []),
  ].join('');
}
