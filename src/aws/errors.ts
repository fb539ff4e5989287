import { OrgSecretsError } from '../model/errors.js';
import type { Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';

/** The call that an error came from. */
export interface Called extends Partial<Target> {
  readonly service: string;
  readonly operation: string;
  readonly mutating: boolean;
}

// No page lists all of these: the names are those of the
// services' API models, of https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and of
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const denied =
  /^(AccessDenied(Exception)?|AccessDeniedForDependencyException|UnauthorizedOperation|NotAuthorized|AuthorizationError(Exception)?)$/;
const badCredentials =
  /^(ExpiredToken(Exception)?|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidToken|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(Exception)?|AuthFailure|MissingAuthenticationToken(Exception)?|CredentialsProviderError|TokenProviderError|UnauthorizedException)$/;
/** What AWS answers for minutes in an account or Region that is still being set up. */
const fresh =
  /^(OptInRequired(Exception)?|InvalidClientTokenId|UnrecognizedClientException|SubscriptionRequired(Exception)?|AuthFailure|RegionDisabledException)$/;
const throttled = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled)/;
const unreachable = /^(E[A-Z_]+|CERT_.*|DEPTH_ZERO.*|UNABLE_TO_.*|SELF_SIGNED.*)$/;

interface Raw {
  readonly name?: string;
  readonly Reason?: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** @returns the error as the SDK threw it: `fromAws` keeps it as the cause. */
function rawOf(error: unknown): Raw {
  return (error instanceof OrgSecretsError ? error.cause : error) ?? {};
}

/** Did AWS answer with one of exactly these error names? */
export function isAws(error: unknown, ...names: readonly string[]): boolean {
  return names.includes(rawOf(error).name ?? '');
}

/** @returns `undefined` where AWS answers with one of these error names: what was asked for is not there. */
export async function absentIf<T>(
  errorNames: readonly string[],
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isAws(error, ...errorNames)) return undefined;
    throw error;
  }
}

/** AWS's error name and words, e.g. `AccessDenied: User: … is not authorized to perform: …`. */
export function awsWords(error: unknown): string {
  const { name, message } = rawOf(error);
  return `${name ?? 'Error'}: ${message ?? noReason}`;
}

/** The member `Reason`, in which Organizations says what a ConstraintViolationException is about. */
export function reasonOf(error: unknown): string | undefined {
  return rawOf(error).Reason;
}

export function isDenied(error: unknown): boolean {
  return denied.test(rawOf(error).name ?? '');
}

export function isFresh(error: unknown): boolean {
  return fresh.test(rawOf(error).name ?? '');
}

function isUnavailable({ name, code, message, $metadata }: Raw): boolean {
  return (
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    $metadata?.httpStatusCode === 429 ||
    throttled.test(name ?? '') ||
    message?.includes('Rate exceeded') === true ||
    name === 'TimeoutError' ||
    (typeof code === 'string' && unreachable.test(code))
  );
}

/** Turns what an SDK client threw into the tool's own error; the SDK's is kept as its cause. */
export function fromAws(error: unknown, called: Called): OrgSecretsError {
  if (error instanceof OrgSecretsError) return error;
  const raw = rawOf(error);
  const { accountId, region, mutating } = called;
  const where = [called.accountId, called.region].filter(Boolean).join('/');
  const message = `${called.service}:${called.operation}${where ? ` in ${where}` : ''}: ${awsWords(error)}`;
  const targets = [{ ...(accountId ? { accountId } : {}), ...(region ? { region } : {}) }];
  const details = { targets, cause: error };
  if (raw.name === 'AWSOrganizationsNotInUseException')
    return new OrgSecretsError('WrongOrganization', message, {
      ...details,
      fault: 'user',
      instructions: 'Use credentials of an account that is in an AWS Organization.',
    });
  if (isDenied(error))
    return new OrgSecretsError('NotPermitted', message, {
      ...details,
      fault: 'user',
      instructions: allow(raw, called),
    });
  if (badCredentials.test(raw.name ?? ''))
    return new OrgSecretsError('NoCredentials', message, { ...details, fault: 'user', instructions: signIn });
  if (isUnavailable(raw))
    return new OrgSecretsError('AwsUnavailable', message, {
      ...details,
      fault: 'aws',
      instructions: throttled.test(raw.name ?? '') ? slowDown : tryAgain,
    });
  return new OrgSecretsError(mutating ? 'ActionFailed' : 'UnexpectedAnswer', message, {
    ...details,
    fault: 'aws',
  });
}

const signIn =
  'Give credentials as to any AWS tool: AWS_PROFILE with `aws sso login`, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a web identity. `aws sts get-caller-identity` must work.';
const tryAgain =
  'Check the network (HTTPS_PROXY, NO_PROXY, AWS_ENDPOINT_URL), then run again: what is done is not done twice.';

const slowDown =
  'AWS limits the rate of this call, and went on refusing it for as long as it was repeated. Run again when nothing else calls it: what is done is not done twice.';

/** Names the action and the principal in AWS's own words, where AWS says them. */
function allow({ message = '' }: Raw, { service, operation }: Called): string {
  const action = /perform: (\S+:\w+)/.exec(message)?.[1] ?? `${service}:${operation}`;
  const principal = /(?:User|Principal): (\S+)/.exec(message)?.[1] ?? 'the caller';
  const byPolicy = /service control policy/.test(message)
    ? ' A service control policy denies it: it has to be changed by the organization’s administrators.'
    : '';
  return `Allow ${action} for ${principal}; the policies in policies/ hold all that is needed.${byPolicy}`;
}

/**
 * @returns `value`, which AWS's documentation says is always there although the SDK's types leave it open.
 * @throws OrgSecretsError UnexpectedAnswer where it is missing after all.
 */
export function required<T>(value: T | undefined | null, member: string): T {
  if (value === undefined || value === null)
    throw new OrgSecretsError('UnexpectedAnswer', `AWS left ${member} out of its answer.`, {
      fault: 'aws',
      instructions: 'Run again with --verbose and report the request id.',
    });
  return value;
}
