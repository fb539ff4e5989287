import { stringify } from 'yaml';
import type { RuleName } from '../src/model/catalog.js';
import type { Target } from '../src/model/target.js';
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
import type { Verdicts } from '../test/support/report-formats/verdicts.js';

type Secret = WorldFile['secrets'][number];

/** An organization with secrets in every account and Region. */
export interface ReportSize extends Size {
  readonly secrets: number;
}

/** The key that each account has of its own, in each Region. */
const ownAlias = 'own';
/** An account outside of the organization. */
const strangerId = '999999999999';

/** Secrets that are alike, and what AWS's pages on the rules say of them; of a rule that is not named: compliant. */
interface Kind {
  readonly secret: Partial<Secret>;
  readonly not: Readonly<Partial<Record<RuleName, 'non-compliant' | 'not-applicable'>>>;
}

const rotation = { enabled: true, days: 30, lambda: 'rotate', asScheduled: true };
const noRotation = {
  'secretsmanager-rotation-enabled-check': 'non-compliant',
  'secretsmanager-scheduled-rotation-success-check': 'not-applicable',
} as const;

const kinds: readonly Kind[] = [
  { secret: { kmsKey: `alias/${ownAlias}`, rotation }, not: {} },
  {
    secret: {
      kmsKey: `alias/${ownAlias}`,
      rotation: { ...rotation, asScheduled: false },
      lastRotated: '-100d',
    },
    not: {
      'secretsmanager-scheduled-rotation-success-check': 'non-compliant',
      'secretsmanager-secret-periodic-rotation': 'non-compliant',
    },
  },
  {
    // A key of another account, which the rule can't see.
    secret: {
      kmsKey: `arn:aws:kms:us-east-1:${strangerId}:key/33333333-3333-4333-8333-333333333333`,
      rotation,
    },
    not: { 'secretsmanager-using-cmk': 'non-compliant' },
  },
  {
    secret: { lastAccessed: '-100d' },
    not: {
      ...noRotation,
      'secretsmanager-secret-unused': 'non-compliant',
      'secretsmanager-using-cmk': 'non-compliant',
    },
  },
  {
    secret: { kmsKey: `alias/${ownAlias}`, rotation: { ...rotation, enabled: false } },
    not: noRotation,
  },
  {
    secret: { lastRotated: '-100d', lastAccessed: '-100d' },
    not: {
      ...noRotation,
      'secretsmanager-secret-periodic-rotation': 'non-compliant',
      'secretsmanager-secret-unused': 'non-compliant',
      'secretsmanager-using-cmk': 'non-compliant',
    },
  },
];

const allCompliant: Readonly<Record<RuleName, string>> = {
  'secretsmanager-rotation-enabled-check': 'compliant',
  'secretsmanager-scheduled-rotation-success-check': 'compliant',
  'secretsmanager-secret-periodic-rotation': 'compliant',
  'secretsmanager-secret-unused': 'compliant',
  'secretsmanager-using-cmk': 'compliant',
};

/** The verdicts of the world, from the kind that each secret was made of. */
export function verdictsOf(size: ReportSize): Verdicts {
  const verdicts = kinds.map(({ not }) => ({ ...allCompliant, ...not }));
  return new Map(
    placesOf(size).map(({ accountId, region, name, kind }) => [
      `${accountId}/${region}/${name}`,
      verdicts[kind] ?? allCompliant,
    ]),
  );
}

export function reportWorldOf(size: ReportSize): WorldFile {
  const world = {
    version: 1,
    organization: { id: 'o-bench12345', managementAccountId },
    startsAt: '2026-01-01T00:00:00Z',
    accounts: [
      { id: managementAccountId, name: 'management' },
      { id: administratorAccountId, name: 'audit', ou: '/Security' },
      ...memberIds(size).map((id, index) => ({
        id,
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
    keys: [{ accountId: administratorAccountId, region: 'us-east-1', alias: ownAlias }],
  };
  const parsed = parseWorld(stringify(world), 'the world of the bench');
  return {
    ...parsed,
    // Made from one that was read, since reading a hundred thousand would take longer than all the rest.
    secrets: parsed.secrets.flatMap((first) => placesOf(size).map((place) => secretOf(first, place))),
    keys: parsed.keys.flatMap((first) => targetsOf(size).map((target) => ({ ...first, ...target }))),
  };
}

function secretOf(first: Secret, { accountId, region, name, kind, target }: Place): Secret {
  return {
    ...first,
    accountId,
    region,
    name,
    lastRotated: '-5d',
    lastAccessed: '-1d',
    tags: { team: `team-${target % 40}`, owner: `owner-${target % 300}@example.com` },
    ...kinds[kind]?.secret,
  };
}

interface Place extends Target {
  readonly name: string;
  /** Places in the lists of targets and kinds. */
  readonly target: number;
  readonly kind: number;
}

/**
 * Spread evenly, but with kinds in other shares from target to target: some hold all, some a few, some only good ones.
 *
 * @throws Error where there are too few for each rule to have a result in each target, on which the bound of calls counts.
 */
function placesOf(size: ReportSize): readonly Place[] {
  const targets = targetsOf(size);
  if (size.secrets < targets.length * kinds.length)
    throw new Error(`fewer than ${kinds.length} secrets a target`);
  return Array.from({ length: size.secrets }, (_, index): Place => {
    const target = index % targets.length;
    const turn = Math.floor(index / targets.length);
    return {
      ...(targets[target] as Target),
      name: `team-${target % 40}/service-${turn}/password-${index}`,
      target,
      kind: (target + turn * (target % kinds.length)) % kinds.length,
    };
  });
}

function targetsOf(size: ReportSize): readonly Target[] {
  const accounts = [managementAccountId, administratorAccountId, ...memberIds(size)];
  return regionsOf(size).flatMap((region) => accounts.map((accountId) => ({ accountId, region })));
}

function memberIds(size: Size): readonly string[] {
  return Array.from({ length: size.accounts - 2 }, (_, index) => String(300_000_000_000 + index));
}

export function reportOrgYamlOf(size: ReportSize, recorded: boolean): string {
  const types = "['AWS::SecretsManager::Secret', 'AWS::Config::ResourceCompliance']";
  return [
    orgYamlOf(size),
    'report: { tags: [team], ownerTag: owner }\n',
    ...(recorded ? [`recorder: { resourceTypes: ${types} }\n`] : []),
  ].join('');
}
