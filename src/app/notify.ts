import { noFilters } from '../findings/filter.js';
import { OrgSecretsError } from '../model/errors.js';
import type { SecretReport } from '../model/secret-report.js';
import { digestMessages } from '../notify/digest-messages.js';
import { asLast, isNews, makeDigest, type LastDigest } from '../notify/digest.js';
import type { NotifyView } from '../report/types.js';
import { sendDigest, type MakeDigest } from '../send/send-digest.js';
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
  const { store, publisher } = await run.aws.digest();
  const first = await store.read();
  // What another run is telling just now is told.
  const before = first.state.sending?.next ?? first.state.last;
  const told = tell(view.report, before);
  // Packed anew only where another run has told something since.
  const make: MakeDigest = (last) => {
    const { digest, messages } = last === before ? told : tell(view.report, last);
    return messages.length === 0 ? undefined : { messages, next: asLast(digest) };
  };
  const { aws, clock, emit, signal } = run;
  const sent = dryRun
    ? undefined
    : await sendDigest(first, make, { store, publisher, clock, runner: aws.runId, emit, signal });
  return { ...told, sent, accountNames: view.accountNames, calls: aws.calls() };
}

/** No messages: there is nothing new to tell. */
function tell(now: SecretReport, last: LastDigest | undefined): Pick<NotifyView, 'digest' | 'messages'> {
  const digest = makeDigest(now, last);
  return { digest, messages: isNews(digest) ? digestMessages(digest, now.accounts) : [] };
}

function notificationsAreOff(): OrgSecretsError {
  return new OrgSecretsError('Refused', 'Notifications are off: there is no topic to publish to.', {
    fault: 'user',
    instructions: 'Set notifications.enabled to true in the org.yaml, and run orgsecrets apply.',
  });
}
