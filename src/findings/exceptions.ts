import type { RuleName } from '../model/catalog.js';
import { groupBy } from '../model/group-by.js';
import type { ExceptionConfig } from '../model/org-config.js';
import type { SecretException } from '../model/secret-report.js';
import type { AccountId, Target } from '../model/target.js';

/** A secret, as far as exceptions are about it. */
interface ExceptedSecret extends Target {
  readonly arn: string;
  readonly name: string;
}

/** The exceptions of the org.yaml on one day. */
export interface Exceptions {
  /** In the order of the org.yaml. */
  readonly all: readonly SecretException[];
  /** One that holds, by name before by pattern; else one that held until it expired. */
  find(secret: ExceptedSecret, rule: RuleName): SecretException | undefined;
}

/**
 * @param today `YYYY-MM-DD`, UTC: an exception holds on its last day, and not on the one after.
 * @param unitsAbove ids and paths of the root and of every organizational unit that an account is in.
 */
export function exceptionsOn(
  today: string,
  configs: readonly ExceptionConfig[],
  unitsAbove: (accountId: AccountId) => ReadonlySet<string>,
): Exceptions {
  const compiled = configs.map((config): Compiled => ({
    exception: toException(config, today),
    isNamed: namedBy(config.secret),
    config,
  }));
  // Most exceptions name one secret: those are looked up, and only patterns are tried one by one.
  const byName = groupBy(
    compiled.filter(({ config }) => isLiteral(config.secret)),
    ({ config }) => config.secret,
  );
  const patterns = compiled.filter(({ config }) => !isLiteral(config.secret));
  return {
    all: compiled.map(({ exception }) => exception),
    find(secret, rule) {
      const about = ({ config }: Compiled) =>
        config.rules.includes(rule) && isWithin(config, secret, unitsAbove);
      const matching = [
        ...(byName.get(secret.name) ?? []).filter(about),
        ...patterns.filter((one) => one.isNamed(secret) && about(one)),
      ];
      return (matching.find(({ exception }) => !exception.expired) ?? matching[0])?.exception;
    },
  };
}

interface Compiled {
  readonly exception: SecretException;
  readonly config: ExceptionConfig;
  readonly isNamed: (secret: ExceptedSecret) => boolean;
}

function isLiteral(secret: string): boolean {
  return !secret.startsWith('arn:') && !/[*?]/.test(secret);
}

function toException(config: ExceptionConfig, today: string): SecretException {
  const { secret, rules, reason, owner, expires } = config;
  const where = whereOf(config);
  return {
    secret,
    rules,
    ...(where === '' ? {} : { where }),
    reason,
    owner,
    expires,
    expired: today > expires,
  };
}

function whereOf({ accounts, organizationalUnits, regions }: ExceptionConfig): string {
  const parts = [
    accounts && `account ${accounts.join(', ')}`,
    organizationalUnits && `under ${organizationalUnits.join(', ')}`,
    regions?.join(', '),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

function isWithin(
  { accounts, organizationalUnits, regions }: ExceptionConfig,
  { accountId, region }: Target,
  unitsAbove: (accountId: AccountId) => ReadonlySet<string>,
): boolean {
  return (
    (accounts?.includes(accountId) ?? true) &&
    (regions?.includes(region) ?? true) &&
    (organizationalUnits?.some((unit) => unitsAbove(accountId).has(unit)) ?? true)
  );
}

function namedBy(pattern: string): (secret: ExceptedSecret) => boolean {
  const whole = wildcards(pattern);
  if (!pattern.startsWith('arn:')) return ({ name }) => whole.test(name);
  return ({ arn }) => whole.test(arn) || whole.test(withoutSuffix(arn));
}

/** `*` is any text, `?` one character. */
function wildcards(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\/-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}

/**
 * Secrets Manager ends an ARN with a hyphen and six characters that it chooses.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
export function withoutSuffix(arn: string): string {
  return arn.replace(/-[A-Za-z0-9]{6}$/, '');
}
