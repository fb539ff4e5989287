import { findRegion } from '../catalog/catalog.js';
import { ruleNames, type Catalog } from '../model/catalog.js';
import { chatEndpoint } from '../model/chat.js';
import { ruleSeverity } from '../model/severity.js';
import type { Path } from './path.js';
import type { Conflict, Reader } from './reader.js';

const section = ['notifications', 'subscriptions'];

/** What the parts of a subscription say of each other, and subscriptions of one another. */
export function subscriptionConflicts(file: Reader, catalog: Catalog): Conflict[] {
  const paths = subscriptionPaths(file);
  const off: Conflict[] =
    paths.length > 0 && file.at('notifications', 'enabled') === false
      ? [{ path: section, reason: 'have no topic while notifications.enabled is false' }]
      : [];
  return [
    ...off,
    ...paths.flatMap((path) => [
      ...endpoint(file, path),
      ...partition(file, path, catalog),
      ...raw(file, path),
      ...places(file, path),
      ...rulesAndSeverities(file, path),
    ]),
    ...twice(file, paths),
  ];
}

/** The lists in each subscription. */
export function subscriptionLists(file: Reader): [Path, string][] {
  return subscriptionPaths(file).flatMap((path) =>
    ['severities', 'rules', 'accounts', 'organizationalUnits'].map((list): [Path, string] => [
      [...path, list],
      '',
    ]),
  );
}

function subscriptionPaths(file: Reader): Path[] {
  const all = file.at(...section);
  return Array.isArray(all) ? all.map((_, index) => [...section, index]) : [];
}

interface Form {
  readonly pattern: RegExp;
  readonly reason: string;
}

const forms: Readonly<Partial<Record<string, Form>>> = {
  email: { pattern: /^[^@\s]+@[^@\s]+$/, reason: 'must be an address, like security@example.com' },
  // A name and a password would stand in the org.yaml, and in every plan.
  https: {
    pattern: /^https:\/\/[^\s@/]+(\/\S*)?$/,
    reason: 'must be a URL like https://example.com/hook, without a name or password in it',
  },
  // assumed: that a topic without order can't have a queue with order.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html
  sqs: {
    pattern: /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/,
    reason: 'must be the ARN of a standard queue, like arn:aws:sqs:eu-central-1:111122223333:findings',
  },
};

function endpoint(file: Reader, path: Path): Conflict[] {
  const protocol = file.at(...path, 'protocol');
  const given = file.at(...path, 'endpoint');
  if (protocol === 'chat')
    return given === undefined
      ? []
      : [
          {
            path: [...path, 'endpoint'],
            reason: 'has no use for chat: its channel is configured in AWS, and names the topic',
          },
        ];
  // A name that every object has is no protocol.
  const form = typeof protocol === 'string' && Object.hasOwn(forms, protocol) ? forms[protocol] : undefined;
  if (form === undefined) return [];
  if (given === undefined) return [{ path: [...path, 'endpoint'], reason: 'is missing' }];
  if (typeof given !== 'string') return [];
  if (!form.pattern.test(given)) return [{ path: [...path, 'endpoint'], reason: form.reason }];
  if (protocol === 'https' && `${given}/`.startsWith(`${chatEndpoint}/`))
    return [
      {
        path: [...path, 'endpoint'],
        reason: "is AWS's chat service: write protocol: chat, without endpoint",
      },
    ];
  return [];
}

/** Nothing crosses from one partition into another. */
function partition(file: Reader, path: Path, catalog: Catalog): Conflict[] {
  const home = file.text('delegatedAdministrator', 'homeRegion')[0];
  const own = home && findRegion(catalog, home.value)?.partition;
  if (own === undefined) return [];
  const protocol = file.at(...path, 'protocol');
  // assumed: its endpoint is one of the partition aws, and its own pages name no other.
  if (protocol === 'chat' && own !== 'aws')
    return [
      {
        path: [...path, 'protocol'],
        reason: `can not be chat: AWS's chat service is not in the partition ${own}`,
      },
    ];
  if (protocol !== 'sqs') return [];
  return file.text(...path, 'endpoint').flatMap((mention) => {
    const other = /^arn:([^:]+):sqs:/.exec(mention.value)?.[1];
    return other === undefined || other === own
      ? []
      : [
          {
            path: mention.path,
            reason: `is in the partition ${other}, but the home Region is in ${own}`,
          },
        ];
  });
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
function raw(file: Reader, path: Path): Conflict[] {
  const protocol = file.at(...path, 'protocol');
  if (file.at(...path, 'raw') !== true || (protocol !== 'email' && protocol !== 'chat')) return [];
  return [{ path: [...path, 'raw'], reason: `has no use for ${protocol}: it is for https and sqs` }];
}

function places(file: Reader, path: Path): Conflict[] {
  const both = ['accounts', 'organizationalUnits'].every((key) => file.at(...path, key) !== undefined);
  return both
    ? [
        {
          path: [...path, 'organizationalUnits'],
          reason: 'can not stand beside accounts: give one of the two',
        },
      ]
    : [];
}

/** Every rule has one severity, so together they may leave nothing. */
function rulesAndSeverities(file: Reader, path: Path): Conflict[] {
  const texts = (key: string) => file.list([...path, key], '').map(({ value }) => value);
  const named = new Set(texts('rules'));
  const rules = ruleNames.filter((rule) => named.has(rule));
  const severities = texts('severities');
  if (rules.length === 0 || severities.length === 0) return [];
  if (rules.some((rule) => severities.includes(ruleSeverity[rule]))) return [];
  const are = [...new Set(rules.map((rule) => ruleSeverity[rule]))].join(' and ');
  return [{ path: [...path, 'severities'], reason: `leave nothing of these rules, which are ${are}` }];
}

/** SNS has one subscription for each protocol and endpoint. */
function twice(file: Reader, paths: readonly Path[]): Conflict[] {
  const seen = new Set<string>();
  return paths.flatMap((path): Conflict[] => {
    const [protocol, given] = [file.at(...path, 'protocol'), file.at(...path, 'endpoint')];
    if (typeof protocol !== 'string' || (protocol !== 'chat' && typeof given !== 'string')) return [];
    const key = protocol === 'chat' ? protocol : `${protocol} ${String(given)}`;
    if (seen.has(key))
      return [
        {
          path: [...path, protocol === 'chat' ? 'protocol' : 'endpoint'],
          reason: 'is subscribed above already; SNS has one filter for it',
        },
      ];
    seen.add(key);
    return [];
  });
}
