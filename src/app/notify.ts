import { noFilters } from '../findings/filter.js';
import { OrgSecretsError } from '../model/errors.js';
import type { SecretReport } from '../model/secret-report.js';
import { digestMessages } from '../notify/digest-messages.js';
import { asLast, isNews, makeDigest, type LastDigest } from '../notify/digest.js';
import type { NotifyView } from '../report/types.js';
import type { DigestPorts } from '../send/ports.js';
import { sendDigest } from '../send/send-digest.js';
import { report } from './report.js';
import type { Run } from './run.js';

export interface NotifyOptions {
  /** Shows the digest, and neither publishes nor keeps anything. */
  readonly dryRun: boolean;
}

/**
 * Publishes what is new, resolved and open still since the last digest to the hub's topic.
 *
 * @throws OrgSecretsError Refused where notifications are off, or there is no aggregator yet.
 */
export async function notify(run: Run, { dryRun }: NotifyOptions): Promise<NotifyView> {
  if (!run.config.notifications.enabled) throw notificationsAreOff();
  const view = await report(run, { filters: noFilters, groupBy: undefined, failOn: [], deep: false });
  const ports = await run.aws.digest();
  const { last } = (await ports.store.read()).state;
  const digest = makeDigest(view.report, last);
  const messages = isNews(digest) ? digestMessages(digest, view.report.accounts) : [];
  const sent = dryRun ? undefined : await send(run, ports, view.report);
  return { digest, messages, sent, accountNames: view.accountNames, calls: run.aws.calls() };
}

function send(run: Run, { store, publisher }: DigestPorts, now: SecretReport): ReturnType<typeof sendDigest> {
  const make = (last: LastDigest | undefined): ReturnType<Parameters<typeof sendDigest>[0]> => {
    const digest = makeDigest(now, last);
    if (!isNews(digest)) return undefined;
    return { messages: digestMessages(digest, now.accounts), next: asLast(digest) };
  };
  const { aws, clock, emit, signal } = run;
  return sendDigest(make, { store, publisher, clock, runner: aws.runId, emit, signal });
}

function notificationsAreOff(): OrgSecretsError {
  return new OrgSecretsError('Refused', 'Notifications are off: there is no topic to publish to.', {
    fault: 'user',
    instructions: 'Set notifications.enabled to true in the org.yaml, and run orgsecrets apply.',
  });
}
