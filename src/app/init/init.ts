import { access, writeFile } from 'node:fs/promises';
import type { Aws } from '../../aws/aws.js';
import { configuredRegion } from '../../aws/configured-region.js';
import { connect } from '../../aws/connect.js';
import { parseOrgConfig } from '../../config/parse-org-config.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { OrgConfig } from '../../model/org-config.js';
import { stackSetsService } from '../../model/organization.js';
import type { AccountId, RegionName } from '../../model/target.js';
import type { InitFound, InitView } from '../../report/types.js';
import type { LoadOptions } from '../load.js';
import { packagedCatalog, packagedSessionPolicies } from '../package-files.js';
import { type Ask, chooseAdministrator } from './choose-administrator.js';
import {
  discoverCaller,
  discoverControlTower,
  discoverOrganization,
  discoverRegions,
  summaryOf,
} from './discover.js';
import { firstOrgYaml } from './first-org-yaml.js';
import { lookForRecorders } from './look-for-recorders.js';
import { provisionalConfig } from './provisional-config.js';

export interface InitOptions extends Omit<LoadOptions, 'configFile'> {
  /** Where the org.yaml is written. */
  readonly output: string;
  /** Write over a file that is there. */
  readonly force: boolean;
  readonly administrator?: AccountId | undefined;
  readonly homeRegion?: RegionName | undefined;
  /** Asks a person what can't be decided; missing where there is nobody. */
  readonly ask?: Ask | undefined;
}

const nobody: Ask = () => Promise.resolve(undefined);

/**
 * Writes a first org.yaml from what it finds. Asks AWS a bounded number of questions and changes nothing there.
 *
 * @throws OrgSecretsError InvalidUsage where the file is there already, or something can't be decided and nobody can be
 * asked; NoCredentials, NotPermitted, AwsUnavailable.
 */
export async function init(options: InitOptions): Promise<InitView> {
  const { output, force, ask = nobody } = options;
  if (!force) await refuseExisting(output);
  const homeRegion = await chooseHomeRegion(options, ask);
  const aws = await connectAsCaller(homeRegion.region, options);
  try {
    const found = await find(aws, homeRegion, options, ask);
    const text = firstOrgYaml(found);
    checkOwnText(text, output);
    await write(output, text, force);
    return { file: output, found, calls: aws.calls() };
  } finally {
    aws.close();
  }
}

async function find(
  aws: Aws,
  homeRegion: InitFound['homeRegion'],
  { administrator: given, emit, signal }: InitOptions,
  ask: Ask,
): Promise<InitFound> {
  const catalog = packagedCatalog();
  const callerPattern = await discoverCaller(aws);
  emit({ code: 'reading', what: 'organization' });
  const organization = await discoverOrganization(aws);
  const { managementAccountId } = organization;
  // A person waits for questions at the start, not at the end.
  const administrator = await chooseAdministrator(organization, given, ask);
  const controlTower = await discoverControlTower(aws, organization);
  const regions = await discoverRegions(aws, catalog);
  emit({ code: 'reading', what: 'recorders' });
  const { recorders, looked } = await lookForRecorders({
    members: aws.members,
    accounts: organization.accounts.filter(({ state }) => state === 'ACTIVE'),
    first: [managementAccountId, administrator.accountId],
    regions,
    emit,
    signal,
  });
  const inUse = new Set([homeRegion.region, ...recorders.map(({ region }) => region)]);
  return {
    ...summaryOf(organization),
    caller: aws.identity.accountId === managementAccountId ? 'management-account' : 'delegated-administrator',
    callerPattern,
    administrator,
    homeRegion,
    regions: {
      include: recorders.length > 0 ? [...inUse].sort() : 'all',
      others: regions.filter((region) => !inUse.has(region)),
    },
    recorders,
    looked,
    controlTower,
  };
}

async function chooseHomeRegion(
  { homeRegion: given, env }: InitOptions,
  ask: Ask,
): Promise<InitFound['homeRegion']> {
  if (given !== undefined) return { region: given, why: 'Named by --home-region' };
  const configured = await configuredRegion(env);
  if (configured !== undefined)
    return { region: configured, why: 'The Region that AWS tools are set to here' };
  const said = (
    await ask('Which is the home Region (of the aggregator, the bucket and the topic)?', [])
  )?.trim();
  if (said !== undefined && said !== '') return { region: said, why: 'As answered' };
  throw new OrgSecretsError('InvalidUsage', 'The home Region is not known.', {
    fault: 'user',
    instructions: 'Give it with --home-region, e.g. --home-region eu-central-1, or set AWS_REGION.',
  });
}

/** As the management account, or as the delegated administrator where the credentials are of another account. */
async function connectAsCaller(homeRegion: RegionName, options: InitOptions): Promise<Aws> {
  const catalog = packagedCatalog();
  const { env, clock, emit, signal } = options;
  const as = (caller: OrgConfig['organization']['caller']) =>
    connect({
      config: provisionalConfig(homeRegion, caller, catalog),
      env,
      clock,
      emit,
      signal,
      sessionPolicies: packagedSessionPolicies(),
    });
  const aws = await as('management-account');
  try {
    const { managementAccountId } = await aws.organizations.describeOrganization();
    if (aws.identity.accountId === managementAccountId) return aws;
    const administrators = await aws.organizations.listDelegatedAdministrators(stackSetsService);
    if (!administrators.includes(aws.identity.accountId)) throw wrongAccount(aws, managementAccountId);
  } catch (error) {
    aws.close();
    throw error;
  }
  aws.close();
  return as('delegated-administrator');
}

function wrongAccount({ identity }: Aws, managementAccountId: AccountId): OrgSecretsError {
  return new OrgSecretsError(
    'NotPermitted',
    `${identity.accountId} is neither the management account ${managementAccountId} nor a delegated administrator of CloudFormation StackSets.`,
    {
      fault: 'user',
      instructions: `Use credentials of ${managementAccountId}, or run there: aws organizations register-delegated-administrator --service-principal ${stackSetsService} --account-id ${identity.accountId}`,
    },
  );
}

async function refuseExisting(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return;
    throw unwritable(file, error);
  }
  throw existing(file);
}

async function write(file: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    throw isFileError(error, 'EEXIST') ? existing(file) : unwritable(file, error);
  }
}

function existing(file: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', `${file} is there already.`, {
    fault: 'user',
    instructions: 'Give another name with --output, or --force to write over it.',
  });
}

function unwritable(file: string, cause: unknown): OrgSecretsError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OrgSecretsError('InvalidUsage', `${file} can not be written: ${reason}.`, {
    fault: 'user',
    cause,
  });
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** What init writes, validate accepts. */
function checkOwnText(text: string, file: string): void {
  const parsed = parseOrgConfig(text, file, packagedCatalog());
  if (parsed.ok) return;
  const reasons = parsed.problems.map(({ path, reason }) => `${path} ${reason}`).join('; ');
  throw new OrgSecretsError('Internal', `The org.yaml that init made is not valid: ${reasons}.`, {
    fault: 'internal',
    instructions: 'Please report it with what --verbose shows.',
  });
}
