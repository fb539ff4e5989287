import type { Operation, Shape } from '../../kernel/contract.js';
import { flag, integer, shapes, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { listEntry } from './shapes.js';
import { secretsIn } from './state.js';
import type { Secret } from './state.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export const listSecrets: Operation = {
  service: 'secretsmanager',
  name: 'ListSecrets',
  mutating: false,
  handle(input, call) {
    const own = secretsIn(call.world, { accountId: call.caller.accountId, region: call.region });
    const deletedToo = flag(input, 'IncludePlannedDeletion') ?? false;
    const filters = shapes(input, 'Filters') ?? [];
    const found = Object.values(own)
      .filter((secret) => deletedToo || secret.deletionAt === undefined)
      .filter((secret) => filters.every((filter) => passes(secret, filter)))
      .sort(order(text(input, 'SortBy') ?? 'created-date', text(input, 'SortOrder')));
    const { items, nextToken } = page(call.world, found, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'MaxResults'),
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return { SecretList: items.map(listEntry), ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
};

/** The newest first unless asked otherwise (assumed). */
function order(by: string, direction: string | undefined): (a: Secret, b: Secret) => number {
  const sign = direction === 'asc' ? 1 : -1;
  const key = (secret: Secret): number | string =>
    ({
      'last-accessed-date': secret.lastAccessedAt ?? 0,
      'last-changed-date': secret.lastChangedAt,
      name: secret.name,
    })[by] ?? secret.createdAt;
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return a.name < b.name ? -1 : 1;
    return left < right ? -sign : sign;
  };
}

/** One value must fit; a `!` before it turns it round. Names and tags by their beginning, descriptions by their words. */
function passes(secret: Secret, filter: Shape): boolean {
  const key = text(filter, 'Key') ?? '';
  return (texts(filter, 'Values') ?? []).some((value) =>
    value.startsWith('!') ? !fits(secret, key, value.slice(1)) : fits(secret, key, value),
  );
}

function fits(secret: Secret, key: string, value: string): boolean {
  const begins = (candidates: readonly (string | undefined)[]): boolean =>
    candidates.some((candidate) => candidate?.startsWith(value) ?? false);
  const words = (text: string | undefined): boolean =>
    (text ?? '').toLowerCase().includes(value.toLowerCase());
  switch (key) {
    case 'name':
      return begins([secret.name]);
    case 'description':
      return words(secret.description);
    case 'tag-key':
      return begins(Object.keys(secret.tags));
    case 'tag-value':
      return begins(Object.values(secret.tags));
    case 'primary-region':
      return begins([secret.primaryRegion]);
    case 'owning-service':
      return begins([secret.owningService]);
    default:
      return [secret.name, secret.description, ...Object.entries(secret.tags).flat()].some(words);
  }
}
