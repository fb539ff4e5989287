import { checkAsked } from '../desired/check-asked.js';
import type { Desired } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Scope } from '../model/scope.js';
import type { RegionName } from '../model/target.js';

/**
 * Accounts and Regions that a person named must have something to look at: that there is no drift where nothing is looked
 * at would be taken for a proof.
 *
 * @param findings of every kind.
 * @throws OrgSecretsError InvalidUsage with each place in which nothing should be, and nothing of orgsecrets is.
 */
export function checkPlaces(
  { accounts = new Set(), regions = new Set() }: Scope,
  desired: Pick<Desired, 'coverage' | 'exclusions' | 'homeRegion'>,
  findings: readonly Pick<DriftFinding, 'accountId' | 'region'>[],
): void {
  const found = new Set(findings.map(({ accountId }) => accountId));
  checkAsked(
    [...accounts].filter((accountId) => !found.has(accountId)),
    desired,
  );
  checkRegions(regions, desired, findings);
}

function checkRegions(
  asked: Iterable<RegionName>,
  { coverage, homeRegion }: Pick<Desired, 'coverage' | 'homeRegion'>,
  findings: readonly Pick<DriftFinding, 'region'>[],
): void {
  const looked = new Set([...coverage, ...findings].map(({ region }) => region));
  const left = [...asked].filter((region) => region !== homeRegion && !looked.has(region));
  if (left.length === 0) return;
  throw new OrgSecretsError(
    'InvalidUsage',
    left.map((region) => `${region} is not covered, and nothing of orgsecrets was found there.`).join('\n'),
    {
      fault: 'user',
      targets: left.map((region) => ({ region })),
      instructions: 'Leave it out of --region, or include it in the org.yaml.',
    },
  );
}
