import type { DriftKind } from '../../../../src/model/drift.js';
import type { DriftDocument } from '../../../../src/report/json/drift.js';
import type { CliWorld } from '../../../support/cli.js';

export const [management, audit, shop, sandbox] = [
  '111111111111',
  '222222222222',
  '333333333333',
  '444455556666',
];
export const [home, abroad] = ['us-east-1', 'eu-central-1'];

export const at = (accountId: string, region: string) => ({ accountId, region });

/** `KIND ACCOUNT/REGION`, and the logical id of a resource that a stack made: `KIND ACCOUNT/REGION LOGICALID`. */
type Found = `${DriftKind} ${string}`;

/** One thing that somebody does, or AWS, and what drift finds of it. The table in docs/drift.md has a row for each. */
export interface Deed {
  /** In words. */
  readonly what: string;
  readonly disturb: (world: Pick<CliWorld, 'simulator' | 'editOrg'>) => Promise<void>;
  readonly finds: readonly Found[];
}

/** Deeds that are found and mended together, since each run of the command line takes its time. */
export interface Round {
  /** `finds and mends …`. */
  readonly title: string;
  readonly depth?: 'deep';
  readonly only?: DriftKind;
  readonly deeds: readonly Deed[];
}

export async function disturbAll(world: CliWorld, deeds: readonly Deed[]): Promise<void> {
  for (const { disturb } of deeds) await disturb(world);
}

/** What all of them are found as, in alphabetical order. */
export function findsOf(...deeds: readonly Deed[]): readonly string[] {
  return deeds.flatMap(({ finds }) => finds).toSorted();
}

/** The same of what was found. */
export function told(findings: DriftDocument['findings']): readonly string[] {
  return findings
    .map(({ kind, accountId = '', region = '', resource }) =>
      [`${kind} ${accountId}/${region}`, ...(resource ? [resource.logicalId] : [])].join(' '),
    )
    .toSorted();
}
