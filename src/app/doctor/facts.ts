import type { PolicyName } from '../../aws/policies.js';
import { desire } from '../../desired/desire.js';
import { optInRegionsAskedFor } from '../../desired/regions.js';
import type { Desired } from '../../model/desired.js';
import type { Organization } from '../../model/organization.js';
import type { AccountId } from '../../model/target.js';
import { readOrganization } from '../../organization/read-organization.js';
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
  /** Names of the ACTIVE StackSets, ours and others'. */
  readonly stackSetNames: () => Promise<readonly string[]>;
  readonly policies: () => Promise<readonly PolicyName[]>;
}

export function factsOf(run: Run): Facts {
  const { aws, config, catalog, templates, configFile } = run;
  const byService = new Map<string, () => Promise<readonly AccountId[]>>();
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
    desired: once(async () => desire(config, await organization(), catalog, templates, configFile)),
    stackSetNames: once(() => aws.stackSets.listStackSets()),
    policies: once(() => aws.policies.list()),
  };
}

/** Keeps the promise, a rejected one too: what failed once is not asked for again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => (kept ??= read());
}
