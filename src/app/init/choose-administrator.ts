import { OrgSecretsError } from '../../model/errors.js';
import type { Account, Organization } from '../../model/organization.js';
import { configService } from '../../model/organization.js';
import type { AccountId } from '../../model/target.js';
import type { InitFound } from '../../report/types.js';

/** Asks a person to choose; `undefined`: there is nobody, or no answer. */
export type Ask = (question: string, candidates: readonly string[]) => Promise<string | undefined>;

type Administrator = InitFound['administrator'];

/**
 * The account that is to look at the whole: the one given, else the one that is AWS Config's delegated administrator
 * already (with Control Tower's landing zone 4.0, its Config account), else the one that a person names.
 *
 * @throws OrgSecretsError InvalidUsage where none can be told, with those that may be meant.
 */
export async function chooseAdministrator(
  organization: Organization,
  given: AccountId | undefined,
  ask: Ask,
): Promise<Administrator> {
  if (given !== undefined) return checked(organization, given, 'named by --administrator');
  const registered = organization.delegatedAdministrators.get(configService) ?? [];
  const [only, ...others] = registered;
  if (only !== undefined && others.length === 0)
    return checked(organization, only, 'is AWS Config’s delegated administrator already');
  const candidates = registered.length > 0 ? members(organization, registered) : likely(organization);
  const said = (
    await ask(
      'Which account is to look at the whole (the delegated administrator for AWS Config)?',
      candidates.map(({ id, name }) => `${id} ${name}`),
    )
  )?.trim();
  if (said !== undefined && said !== '') return checked(organization, said, 'as answered');
  const why =
    registered.length > 0
      ? `AWS Config has several delegated administrators: ${registered.join(', ')}.`
      : 'AWS Config has no delegated administrator yet, so the account can not be told.';
  const names = candidates.slice(0, 5).map(({ id, name }) => `${id} ${name}`);
  throw usage(
    why,
    `Name the account with --administrator${names.length > 0 ? `; perhaps ${names.join(', ')}` : ''}.`,
  );
}

function checked(organization: Organization, id: AccountId, why: string): Administrator {
  const account = organization.accounts.find((known) => known.id === id);
  if (!account) throw usage(`${id} is no account of organization ${organization.id}.`, another);
  if (id === organization.managementAccountId)
    throw usage(`${id} is the management account, which can’t be a delegated administrator.`, another);
  if (account.state !== 'ACTIVE') throw usage(`${id} is ${account.state}.`, another);
  return { accountId: id, name: account.name, why };
}

const another = 'Name another account with --administrator.';

function members({ accounts }: Organization, ids: readonly AccountId[]): readonly Account[] {
  return accounts.filter(({ id }) => ids.includes(id));
}

/** Accounts whose names say that they are for such things come first. */
function likely({ accounts, managementAccountId }: Organization): readonly Account[] {
  const active = accounts.filter(({ id, state }) => id !== managementAccountId && state === 'ACTIVE');
  const named = active.filter(({ name }) => /audit|security|compliance/i.test(name));
  return [...named, ...active.filter((account) => !named.includes(account))];
}

function usage(message: string, instructions: string): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', message, { fault: 'user', instructions });
}
