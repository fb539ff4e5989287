import { expect } from 'chai';
import { chatEndpoint } from '../../src/model/chat.js';
import type { ObservedSubscription, SubscriptionsLook } from '../../src/model/observed.js';
import type { OrgConfig, SubscriptionConfig } from '../../src/model/org-config.js';
import type { Plan } from '../../src/model/plan.js';
import { subscriptionsStatus } from '../../src/plan/subscription-status.js';
import { administrator, covered, find, first, home, planOf, untouched } from './sample.js';

const reader: SubscriptionConfig = { protocol: 'email', endpoint: 'a@example.com' };
const queue: SubscriptionConfig = { protocol: 'sqs', endpoint: `arn:aws:sqs:${home}:${administrator}:q` };

const told = (...subscriptions: SubscriptionConfig[]): Partial<OrgConfig> => ({
  notifications: { enabled: true, regionalTopics: [], subscriptions },
  regions: { include: [home], exclude: [], allowUnsupported: [] },
});
const desiredOf = (config: Partial<OrgConfig>) => covered(config).desired.notifications!;
const filterOf = (one: SubscriptionConfig): string =>
  desiredOf(told(one)).topics[0]!.subscriptions[0]!.filterPolicy;

function observed(
  one: SubscriptionConfig,
  changes: Partial<ObservedSubscription> = {},
): ObservedSubscription {
  const { protocol, endpoint = chatEndpoint } = one;
  return {
    arn: `arn:aws:sns:${home}:${administrator}:orgsecrets:${endpoint}`,
    protocol: protocol === 'chat' ? 'https' : protocol,
    endpoint,
    accountId: administrator,
    settings: { filterPolicy: filterOf(one), filterScope: 'MessageBody', raw: false },
    ...changes,
  };
}

const seen = (...subscriptions: ObservedSubscription[]): SubscriptionsLook => ({ seen: true, subscriptions });
const planWith = (config: Partial<OrgConfig>, look: SubscriptionsLook): Plan =>
  planOf(covered(config), () => ({ subscriptions: new Map([[home, look]]) }));

describe('subscriptions in a plan', () => {
  it('are made once the hub is there, whatever the rest of the plan is', () => {
    const plan = planOf(untouched(told(reader)));
    const [put] = find(plan, 'put-subscription');
    expect(put).to.include({ change: 'create', destructive: false });
    expect(put!.dependsOn).to.include('create-instances/orgsecrets-hub');
    expect(put!.dependsOn.every((id) => id.includes('orgsecrets-hub'))).to.equal(true);
  });

  it('are left as they are where they are as they should be, in whatever order SNS tells it', () => {
    const { notifications } = covered(told({ ...reader, accounts: [first, administrator] })).desired;
    const { filterPolicy } = notifications!.topics[0]!.subscriptions[0]!;
    const turned = JSON.parse(filterPolicy) as { id: unknown; metadata: { relatedResources: string[] } };
    turned.metadata.relatedResources.reverse();
    const settings = {
      filterPolicy: JSON.stringify({ metadata: turned.metadata, id: turned.id }),
      filterScope: 'MessageBody',
      raw: false,
    };
    const config = told({ ...reader, accounts: [first, administrator] });
    expect(planWith(config, seen(observed(reader, { settings }))).actions).to.deep.equal([]);
  });

  for (const [what, settings] of [
    ['the filter', { filterPolicy: '{"id":["x"]}', filterScope: 'MessageBody', raw: false }],
    ['no filter', { filterPolicy: undefined, filterScope: undefined, raw: false }],
    ['the scope', { filterPolicy: filterOf(queue), filterScope: 'MessageAttributes', raw: false }],
    ['the envelope', { filterPolicy: filterOf(queue), filterScope: 'MessageBody', raw: true }],
  ] as const) {
    it(`are changed, and not made again, where somebody changed ${what}`, () => {
      const there = observed(queue, { settings });
      const [put, ...others] = planWith(told(queue), seen(there)).actions;
      expect(others).to.deep.equal([]);
      expect(put).to.include({ type: 'put-subscription', change: 'update', arn: there.arn });
    });
  }

  it('that wait to be confirmed are left to wait, and told', () => {
    const plan = planWith(told(reader), seen(observed(reader, { arn: undefined, settings: undefined })));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.warnings.join()).to.match(/wait to be confirmed.*48 hours.*a@example.com/);
  });

  it('are taken away where ours are no more in the org.yaml, and only ours', () => {
    const others = [
      observed(reader, { endpoint: 'by-hand@example.com', settings: undefined }),
      observed(reader, {
        endpoint: 'filter@example.com',
        settings: {
          filterPolicy: '{"content":{"keywords":["high"]}}',
          filterScope: 'MessageBody',
          raw: false,
        },
      }),
      observed(reader, { endpoint: 'waits@example.com', arn: undefined, settings: undefined }),
      observed({ protocol: 'chat' }),
    ];
    const plan = planWith(told(), seen(observed(reader), ...others));
    expect(plan.actions.map(({ id }) => id)).to.deep.equal([
      `delete-subscription/${home}/email/a@example.com`,
    ]);
    expect(plan.actions[0]!.destructive).to.equal(true);
    expect(planWith(told(), seen(...others)).actions).to.deep.equal([]);
  });

  it('of the chat service are never made, and get their filter', () => {
    const missing = planWith(told({ protocol: 'chat' }), seen());
    expect(missing.actions).to.deep.equal([]);
    expect(missing.warnings.join()).to.contain('in the configuration of a channel');
    const bare = observed(
      { protocol: 'chat' },
      { settings: { filterPolicy: undefined, filterScope: undefined, raw: false } },
    );
    expect(find(planWith(told({ protocol: 'chat' }), seen(bare)), 'put-subscription')).to.have.length(1);
  });

  it('of another account are its own matter, and told', () => {
    const there = observed(queue, { accountId: first, settings: undefined });
    const plan = planWith(told(queue), seen(there));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.warnings.join()).to.contain(first);
  });

  it('are a gap where nobody may look although topic and role are as they should be', () => {
    const plan = planWith(told(reader), { seen: false, why: 'denied', reason: 'AuthorizationError: no' });
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles[0]!.reason).to.contain('AuthorizationError: no');
  });

  it('are put without a look where the hub is one of before, whose role may not look', () => {
    const world = covered(told(reader));
    const plan = planOf(world, ({ stackSets }) => ({
      subscriptions: new Map([[home, { seen: false, why: 'denied', reason: 'AuthorizationError: no' }]]),
      stackSets: new Map(
        [...stackSets].map(([name, one]) => [
          name,
          name.endsWith('-hub') ? { ...one, templateDigest: 'of an older version' } : one,
        ]),
      ),
    }));
    expect(plan.obstacles).to.deep.equal([]);
    expect(find(plan, 'put-subscription')[0]!.dependsOn).to.include('update-stack-set/orgsecrets-hub');
  });

  it('are the same at the topic of every Region that has one, but for digests', () => {
    const regions = { include: [home, 'us-east-1'], exclude: [], allowUnsupported: [] };
    const config = { ...told(reader, { ...queue, messages: 'digests' as const }), regions };
    const topics = covered(config).desired.notifications!.topics.map(({ region, subscriptions }) => [
      region,
      subscriptions.map(({ endpoint }) => endpoint),
    ]);
    expect(topics).to.have.length(2);
    expect(new Map(topics as [string, string[]][])).to.deep.equal(
      new Map([
        [home, [reader.endpoint, queue.endpoint]],
        ['us-east-1', [reader.endpoint]],
      ]),
    );
    const puts = find(planOf(untouched(config)), 'put-subscription');
    expect(puts.map(({ id }) => id)).to.include('put-subscription/us-east-1/email/a@example.com');
    const elsewhere = puts.find(({ topic }) => topic.region === 'us-east-1')!;
    expect(elsewhere.dependsOn).to.include.members([
      'create-instances/orgsecrets-hub',
      'create-instances/orgsecrets-notify-us-east-1',
    ]);
  });

  it('with more accounts than a filter takes are a gap, and stay as they are', () => {
    const accounts = Array.from({ length: 80 }, (_, index) => String(100_000_000_000 + index));
    const world = covered(told({ ...queue, accounts }));
    // Accounts that are not covered send nothing, so they count for nothing.
    expect(world.desired.notifications!.refused).to.deep.equal([]);
    expect(world.desired.warnings.join()).to.contain('nothing comes from what is not covered');
    const { notifications } = world.desired;
    const refused = {
      protocol: 'sqs',
      endpoint: queue.endpoint!,
      reason: 'too many',
      instructions: 'fewer',
    } as const;
    const topics = notifications!.topics.map((topic) => ({ ...topic, subscriptions: [] }));
    const desired = { ...world.desired, notifications: { topics, refused: [refused] } };
    const plan = planOf({ ...world, desired }, () => ({
      subscriptions: new Map([[home, seen(observed(queue))]]),
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles.map(({ reason }) => reason)).to.deep.equal(['too many']);
  });
});

describe('who is told', () => {
  it('is shown with how each stands', () => {
    const wanted = desiredOf(told(reader, queue, { protocol: 'https', endpoint: 'https://example.com' }));
    const look = seen(
      observed(reader),
      observed(queue, { settings: { filterPolicy: undefined, filterScope: undefined, raw: false } }),
      observed(reader, { endpoint: 'old@example.com' }),
      observed(reader, { endpoint: 'z@example.com', settings: undefined }),
    );
    const [topic] = subscriptionsStatus(wanted, new Map([[home, look]]));
    expect(topic!.subscriptions.map(({ endpoint, state }) => `${endpoint}: ${state}`)).to.deep.equal([
      'a@example.com: subscribed',
      'old@example.com: surplus',
      'z@example.com: foreign',
      'https://example.com: missing',
      `${queue.endpoint}: changed`,
    ]);
  });

  it('is unknown where nobody may look', () => {
    const denied = { seen: false, why: 'denied', reason: 'AuthorizationError' } as const;
    const [topic] = subscriptionsStatus(desiredOf(told(reader)), new Map([[home, denied]]));
    expect(topic).to.include({ unknown: 'AuthorizationError' });
  });
});
