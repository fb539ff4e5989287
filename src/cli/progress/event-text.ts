import type { Event } from '../../model/events.js';
import type { TargetFailure } from '../../model/outcome.js';
import { actionTitle } from '../../report/action-title.js';
import { placesText } from '../../report/text/places.js';
import { count, thousands } from '../../report/text/style.js';
import type { AccountNames } from '../../report/types.js';

/** An event as plain lines, the first of them whole in itself; none for what has no place in a log. */
export function eventLines(event: Event, names: AccountNames): readonly string[] {
  switch (event.code) {
    case 'reading':
      return [`reading ${event.what}`];
    case 'surveyed':
      return [
        `organization ${event.organizationId}: ${count(event.targets, 'target')} in ${count(event.accounts, 'account')}`,
      ];
    case 'waiting':
      return [`waiting for ${event.what}`];
    case 'looking':
      return [`looking ${ratio(event.done, event.total)}`];
    case 'planned':
      return event.actions.length === 0
        ? []
        : [`planned ${count(event.actions.length, 'action')} (look ${event.trip})`];
    case 'action-started':
      return [`started ${actionTitle(event.action, names)}`];
    case 'action-progress':
      return [`working ${actionTitle(event.action, names)}: ${progressText(event)}`];
    case 'action-ended':
      return [
        `${event.state} ${actionTitle(event.action, names)}${event.reason === undefined ? '' : `: ${event.reason}`}`,
        ...event.failures.slice(0, 5).map((failure) => `  ${failureText(failure, names)}`),
        ...(event.failures.length > 5 ? [`  and ${count(event.failures.length - 5, 'more failure')}`] : []),
      ];
    case 'publishing':
      return [`published ${ratio(event.done, event.total)}`];
    case 'verifying':
      return [`proved ${ratio(event.verified, event.total)} targets`];
    case 'warning':
      return [`warning ${event.text}`];
    case 'call':
      return [callText(event)];
    case 'found':
    case 'mended':
    case 'proved':
    case 'ended':
      return [];
  }
}

export function progressText(event: Extract<Event, { code: 'action-progress' }>): string {
  return event.total === undefined ? event.text : `${event.text} (${ratio(event.done ?? 0, event.total)})`;
}

function failureText(failure: TargetFailure, names: AccountNames): string {
  if (failure.accountId === undefined && failure.region === undefined) return failure.reason;
  return `${placesText([failure], names).join('')}: ${failure.reason}`;
}

function callText(event: Extract<Event, { code: 'call' }>): string {
  const parts = [
    `call ${event.service}:${event.operation}`,
    event.accountId ?? '',
    event.region,
    event.requestId === undefined ? '' : `request ${event.requestId}`,
    event.attempts > 1 ? `${event.attempts} attempts` : '',
    event.retries === undefined || event.retries.length === 0 ? '' : `after ${event.retries.join(', ')}`,
    event.error === undefined ? '' : `error ${event.error}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

export function ratio(done: number, total: number): string {
  return `${thousands(done)} of ${thousands(total)}`;
}
