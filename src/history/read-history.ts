import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Target } from '../model/target.js';
import type { RelatedResource, SecretHistory, TrailEvent } from '../model/timeline.js';
import { LookRefused } from '../observed/look-refused.js';
import type { Trail } from '../timeline/find-actor.js';
import { makeTimeline, type ReadResource } from '../timeline/make-timeline.js';
import { relatedResources } from '../timeline/related.js';
import type { HistoryPort } from './ports.js';
import type { SecretReference } from './secret-reference.js';

/** A secret has one key and one function at a time; over the years there may be some more. */
const concurrentResources = 4;

/**
 * Reads what AWS Config recorded of a secret, and of the keys and functions that it had, in the secret's own account.
 *
 * @param now milliseconds since the epoch.
 * @throws OrgSecretsError InvalidUsage where no such secret was ever recorded; LookRefused where AWS does not let it look.
 */
export async function readHistory(
  secret: SecretReference,
  port: HistoryPort,
  now: number,
): Promise<SecretHistory> {
  const place: Target = { accountId: secret.accountId, region: secret.region };
  const arn = secret.arn ?? (await arnOf(secret, port));
  const name = secret.name ?? nameIn(arn);
  const items = await port.items('secret', arn);
  if (items.length === 0) throw neverRecorded(arn, place);
  const related = relatedResources(items, place);
  const own: ReadResource = {
    subject: 'secret',
    resourceId: arn,
    items,
    // Some calls name the secret by its ARN, some as the caller did (assumed): CloudTrail is asked for both.
    trail: await trailOf(port, [arn, name]),
  };
  const others = await mapBounded(related, concurrentResources, (one) => readRelated(one, arn, port));
  return makeTimeline(
    { ...place, arn, name },
    [own, ...others.flatMap(({ resource }) => resource ?? [])],
    others.map(({ related: one }) => one),
    now,
  );
}

interface ReadRelated {
  readonly related: RelatedResource;
  readonly resource?: ReadResource;
}

/** A key or function that can't be read takes nothing from the secret's own timeline: it is named with the reason. */
async function readRelated(
  related: RelatedResource,
  secretArn: string,
  port: HistoryPort,
): Promise<ReadRelated> {
  if (related.missing !== undefined) return { related };
  const { subject, resourceId } = related;
  try {
    const items = await port.items(subject, resourceId);
    if (items.length === 0)
      return { related: { ...related, missing: 'AWS Config has recorded nothing of it' } };
    return {
      related,
      resource: {
        subject,
        resourceId,
        items,
        trail: await trailOf(port, [arnBeside(secretArn, related), resourceId]),
      },
    };
  } catch (error) {
    if (error instanceof LookRefused) return { related: { ...related, missing: error.message } };
    throw error;
  }
}

/** A key or function of the secret's own account and Region: CloudTrail may know it by its ARN. */
function arnBeside(secretArn: string, { subject, resourceId }: RelatedResource): string {
  const [arn, partition, , region, accountId] = secretArn.split(':');
  const rest =
    subject === 'key' ? `kms:${region}:${accountId}:key/` : `lambda:${region}:${accountId}:function:`;
  return `${arn}:${partition}:${rest}${resourceId}`;
}

async function trailOf(port: HistoryPort, names: readonly string[]): Promise<Trail> {
  const events = new Map<string, TrailEvent>();
  try {
    for (const name of names) for (const event of await port.trail(name)) events.set(event.id, event);
  } catch (error) {
    if (error instanceof LookRefused)
      return { read: false, reason: `CloudTrail could not be asked: ${error.message}` };
    throw error;
  }
  return {
    read: true,
    events: [...events.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  };
}

/** Of several secrets that had the name one after the other, the one that is there; else AWS's first. */
async function arnOf({ name, accountId, region }: SecretReference, port: HistoryPort): Promise<string> {
  const found = await port.find(name ?? '');
  const arn = (found.find(({ deleted }) => !deleted) ?? found[0])?.arn;
  if (arn === undefined) throw neverRecorded(name ?? '', { accountId, region });
  return arn;
}

/** The name in an ARN, without the six characters that AWS adds. */
function nameIn(arn: string): string {
  return arn
    .split(':')
    .slice(6)
    .join(':')
    .replace(/-[A-Za-z0-9]{6}$/, '');
}

function neverRecorded(secret: string, place: Target): OrgSecretsError {
  return new OrgSecretsError('InvalidUsage', `AWS Config has never recorded a secret ${secret} there.`, {
    fault: 'user',
    targets: [place],
    instructions: 'Check the name, and with `orgsecrets status` whether a recorder works there.',
  });
}
