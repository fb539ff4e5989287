import type { PolicyName } from '../../aws/policies.js';
import { desire } from '../../desired/desire.js';
import { nothingStands, type Standing } from '../../desired/standing.js';
import { optInRegionsAskedFor } from '../../desired/regions.js';
import type { Desired } from '../../model/desired.js';
import type { Organization } from '../../model/organization.js';
import type { AccountId } from '../../model/target.js';
import { readOrganization } from '../../organization/read-organization.js';
import { OrgSecretsError } from '../../model/errors.js';
import { type Found, findStanding } from '../find-standing.js';
import type { Run } from '../run.js';

type Described = Awaited<ReturnType<Run['aws']['organizations']['describeOrganization']>>;

/**
 * What the examinations ask for, each thing read at most once, and only when the first of them asks. What could not be
 * read is thrown to each of them, as the same error.
 */
export interface Facts {
  readonly run: Run;
  readonly described: () => Promise<Described>;
  readonly trustedServices: () => Promise<readonly string[]>;
  readonly delegatedAdministrators: (service: string) => Promise<readonly AccountId[]>;
  readonly organization: () => Promise<Organization>;
  readonly desired: () => Promise<Desired>;
  /** Our StackSets, and what an earlier run fixed. */
  readonly found: () => Promise<Found>;
  /** Names of the ACTIVE StackSets, ours and others'. */
  readonly stackSetNames: () => Promise<readonly string[]>;
  readonly policies: () => Promise<readonly PolicyName[]>;
}

export function factsOf(run: Run): Facts {
  const { aws, config, catalog, templates, configFile } = run;
  const byService = new Map<string, () => Promise<readonly AccountId[]>>();
  const found = once(() => findStanding(run));
  const organization = once(() =>
    readOrganization(
      { organizations: aws.organizations, account: aws.account },
      {
        partition: aws.identity.partition,
        optInRegions: optInRegionsAskedFor(config, catalog),
        leftOut: config.accounts.exclude.map(({ id }) => id),
      },
    ),
  );
  return {
    run,
    described: once(() => aws.organizations.describeOrganization()),
    trustedServices: once(() => aws.organizations.listTrustedServices()),
    delegatedAdministrators(service) {
      const known =
        byService.get(service) ?? once(() => aws.organizations.listDelegatedAdministrators(service));
      byService.set(service, known);
      return known();
    },
    organization,
    found,
    desired: once(async () =>
      desire(config, await organization(), catalog, templates, configFile, [], await standing(found)),
    ),
    stackSetNames: once(() => aws.stackSets.listStackSets()),
    policies: once(() => aws.policies.list()),
  };
}

/** What can't be found is told by the check of it, and keeps no other from its work. */
async function standing(found: Facts['found']): Promise<Standing> {
  try {
    return (await found()).standing;
  } catch (error) {
    if (error instanceof OrgSecretsError && error.code !== 'Interrupted') return nothingStands;
    throw error;
  }
}

/** Keeps the promise, a rejected one too: what failed once is not asked for again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => (kept ??= read());
}
