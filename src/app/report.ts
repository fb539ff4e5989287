import { regionsOf } from '../catalog/catalog.js';
import { readAccess, type AccessOf } from '../compliance/read-access.js';
import { readCompliance, type ComplianceRead } from '../compliance/read-compliance.js';
import { placesByAccount } from '../findings/account-places.js';
import { checkFilters, checkGate } from '../findings/check-filters.js';
import { checkShown } from '../findings/check-shown.js';
import { filterReport, isFiltered, placeFilter, type Filters } from '../findings/filter.js';
import { gateOf, type FailOn } from '../findings/gate.js';
import type { GroupKey } from '../findings/group.js';
import { makeReport } from '../findings/make-report.js';
import { partitionNames, ruleNames } from '../model/catalog.js';
import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ObservedAggregator } from '../model/observed.js';
import { targetKey, type AccountId, type RegionName, type Target } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import type { ReportView } from '../report/types.js';
import type { Run } from './run.js';
import { survey } from './survey.js';

export interface ReportOptions {
  readonly filters: Filters;
  /** Checked here, since it may name a tag that nobody reads. */
  readonly groupBy?: GroupKey | undefined;
  readonly failOn: readonly FailOn[];
  /** Reads from Secrets Manager itself when secrets were rotated and accessed: one role an account. */
  readonly deep: boolean;
}

/**
 * What the aggregator says of every secret in the organization: reads only.
 *
 * @throws OrgSecretsError InvalidUsage for a filter that nothing can pass, or a gate that nothing can fail; Refused where there is no aggregator yet.
 */
export async function report(
  run: Run,
  { filters, groupBy, failOn, deep }: ReportOptions,
): Promise<ReportView> {
  checkGate(filters, failOn);
  const { organization, desired, accountNames } = await survey(run);
  const { name } = desired.aggregator;
  const reader = await seen(() => run.aws.members.aggregators());
  const aggregator = (await seen(() => reader.describeAggregators())).find((one) => one.name === name);
  if (aggregator === undefined) throw noAggregator(desired);
  const collected = collectedRegions(run, desired, aggregator);
  checkFilters(filters, groupBy, { organization, report: run.config.report, regions: collected });
  const accounts = placesByAccount(organization);
  const unitOf = (accountId: AccountId) => accounts.get(accountId)?.unit ?? '';
  const includes = placeFilter(filters, unitOf);
  const narrowed = filters.accounts.length > 0 || filters.units.length > 0;
  const anywhere = placeFilter({ ...filters, regions: [] }, unitOf);
  const isAccount = (accountId: AccountId) => anywhere({ accountId, region: '' });
  const sources = await seen(() => reader.sourcesStatus(name));
  const read = await seen(async () =>
    readCompliance(
      await run.aws.compliance(),
      {
        aggregator: name,
        regions: collected.filter(
          (region) => filters.regions.length === 0 || filters.regions.includes(region),
        ),
        rules: filters.rules.length === 0 ? ruleNames : filters.rules,
        accounts: narrowed ? organization.accounts.map(({ id }) => id).filter(isAccount) : undefined,
        includes,
      },
      run.emit,
      run.signal,
    ),
  );
  const accessOf = deep ? await readAccessOf(run, desired, read) : undefined;
  const whole = makeReport({
    config: run.config,
    organization,
    desired,
    sources,
    ...read,
    accessOf,
    now: run.clock.now(),
  });
  checkShown(filters, whole);
  const narrow = filterReport(whole, filters);
  return {
    report: narrow,
    gate: gateOf(narrow, failOn),
    filtered: isFiltered(filters),
    groupBy,
    controls: run.catalog.controls,
    accountNames,
    calls: run.aws.calls(),
  };
}

/** An aggregator of single accounts names no Regions of its own: the coverage's are asked for. */
function collectedRegions(
  { catalog, aws }: Run,
  desired: Desired,
  { regions }: ObservedAggregator,
): readonly RegionName[] {
  if (regions === 'all') {
    const partition = partitionNames.find((one) => one === aws.identity.partition) ?? 'aws';
    return regionsOf(catalog, partition)
      .map(({ name }) => name)
      .toSorted();
  }
  return (regions ?? [...new Set(desired.coverage.map(({ region }) => region))]).toSorted();
}

/** Only covered targets are entered, and only those in which there are secrets. */
function readAccessOf(run: Run, desired: Desired, { results, secrets }: ComplianceRead): Promise<AccessOf> {
  const undecided = new Set(desired.undecided.map(targetKey));
  const covered = new Set(desired.coverage.map(targetKey).filter((key) => !undecided.has(key)));
  const withSecrets = new Map<string, Target>();
  for (const { accountId, region } of [...secrets, ...results.targets()])
    withSecrets.set(targetKey({ accountId, region }), { accountId, region });
  const targets = [...withSecrets].filter(([key]) => covered.has(key)).map(([, target]) => target);
  run.emit({ code: 'reading', what: 'rotation and access' });
  return readAccess(targets, run.aws.members, run.emit, run.signal);
}

/** Without a look at the aggregator there is no report: what AWS refuses ends the run, in AWS's words. */
async function seen<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof LookRefused)) throw error;
    throw new OrgSecretsError('NotPermitted', `The aggregator could not be read: ${error.message}`, {
      fault: 'user',
      instructions:
        'Run orgsecrets apply first: it makes the role <prefix>-aggregator-admin, through which the aggregator is read. orgsecrets doctor tells what else is missing.',
      cause: error,
    });
  }
}

function noAggregator({ aggregator }: Desired): OrgSecretsError {
  const { name, accountId, region } = aggregator;
  return new OrgSecretsError(
    'Refused',
    `There is no aggregator ${name} in account ${accountId}, ${region}.`,
    {
      fault: 'user',
      targets: [{ accountId, region }],
      instructions: 'Run orgsecrets apply: it makes the aggregator once recorders and rules are proved.',
    },
  );
}
