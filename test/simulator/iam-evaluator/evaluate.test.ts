import { expect } from 'chai';
import { account, allowAll, ask, policy, role } from './support.js';
import type { Principal } from '../../../src/simulator/iam-evaluator/request.js';

const elsewhere = '222222222222';
const identity = [policy('all', allowAll)];
const trust = (...principals: unknown[]): ReturnType<typeof policy> =>
  policy(
    'trust',
    ...principals.map((Principal) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })),
  );
const assume = (
  owner: string,
  policies: Parameters<typeof ask>[1],
  principal: Principal = role,
): ReturnType<typeof ask> =>
  ask(
    { action: 'sts:AssumeRole', resource: `arn:aws:iam::${owner}:role/target`, owner, principal },
    { ...policies, resourceMustAllow: true },
  );

describe('IAM evaluator: which policies decide', () => {
  it('denies what nothing allows, and names the kind of policy that is missing', () => {
    expect(ask({}, {})).to.deep.equal({ allowed: false, explicit: false, by: 'identity-based policy' });
    expect(ask({}, { identity })).to.deep.equal({ allowed: true });
  });

  it('lets an explicit Deny win wherever it stands, and names its policy', () => {
    const deny = policy('no rules', { Effect: 'Deny', Action: 'config:Put*', Resource: '*' });
    const expected = (by: string): object => ({ allowed: false, explicit: true, by, policy: 'no rules' });
    expect(ask({}, { identity: [...identity, deny] })).to.deep.equal(expected('identity-based policy'));
    expect(ask({}, { identity, serviceControl: [[policy('full', allowAll), deny]] })).to.deep.equal(
      expected('service control policy'),
    );
    expect(ask({}, { identity, permissionsBoundary: policy('no rules', allowAll, deny1) })).to.deep.equal(
      expected('permissions boundary'),
    );
    expect(ask({}, { identity, session: policy('no rules', allowAll, deny1) })).to.deep.equal(
      expected('session policy'),
    );
    expect(ask({}, { identity, resource: policy('no rules', { ...deny1, Principal: '*' }) })).to.deep.equal(
      expected('resource-based policy'),
    );
  });
  const deny1 = { Effect: 'Deny', Action: 'config:Put*', Resource: '*' };

  it('needs an Allow on every level of service control policies', () => {
    const full = policy('full', allowAll);
    expect(ask({}, { identity, serviceControl: [[full], [full], [full]] }).allowed).to.equal(true);
    expect(ask({}, { identity, serviceControl: [[full], [], [full]] })).to.include({
      allowed: false,
      by: 'service control policy',
    });
    expect(ask({}, { identity: [], serviceControl: [[full]] })).to.include({ by: 'identity-based policy' });
  });

  it('takes the intersection with boundary and session policy', () => {
    const reads = policy('reads', { Effect: 'Allow', Action: 'config:Describe*', Resource: '*' });
    expect(ask({}, { identity, permissionsBoundary: reads })).to.include({
      allowed: false,
      by: 'permissions boundary',
    });
    expect(ask({}, { identity, session: reads })).to.include({ allowed: false, by: 'session policy' });
    expect(
      ask({ action: 'config:DescribeConfigRules' }, { identity, session: reads, permissionsBoundary: reads })
        .allowed,
    ).to.equal(true);
  });

  it('takes a resource policy that names the role as enough within the account, but not across accounts', () => {
    const resource = policy('bucket', {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:role/ops` },
      Action: '*',
      Resource: '*',
    });
    expect(ask({}, { resource }).allowed).to.equal(true);
    expect(ask({ owner: elsewhere }, { resource })).to.include({
      allowed: false,
      by: 'identity-based policy',
    });
    expect(ask({ owner: elsewhere }, { resource, identity }).allowed).to.equal(true);
    expect(ask({ owner: elsewhere }, { identity })).to.include({
      allowed: false,
      by: 'resource-based policy',
    });
  });

  it('limits a grant to the role by the session policy, and not a grant to the session itself', () => {
    const grant = (arn: string): ReturnType<typeof policy> =>
      policy('bucket', { Effect: 'Allow', Principal: { AWS: arn }, Action: '*', Resource: '*' });
    const session = policy('reads', { Effect: 'Allow', Action: 'config:Describe*', Resource: '*' });
    expect(ask({}, { resource: grant(`arn:aws:iam::${account}:role/ops`), session })).to.include({
      allowed: false,
      by: 'session policy',
    });
    expect(
      ask({}, { resource: grant(`arn:aws:sts::${account}:assumed-role/ops/me`), session }).allowed,
    ).to.equal(true);
  });
});

describe('IAM evaluator: role trust', () => {
  it('needs trust and permission where the trust names the account', () => {
    const root = trust({ AWS: `arn:aws:iam::${account}:root` });
    for (const owner of [account, elsewhere]) {
      expect(assume(owner, { resource: root, identity }).allowed, owner).to.equal(true);
      expect(assume(owner, { resource: root }).allowed, owner).to.equal(false);
    }
    expect(assume(account, { resource: trust({ AWS: account }), identity }).allowed).to.equal(true);
  });

  it('needs trust alone where it names the role and lies in its account', () => {
    const named = trust({ AWS: `arn:aws:iam::${account}:role/ops` });
    expect(assume(account, { resource: named }).allowed).to.equal(true);
    expect(assume(elsewhere, { resource: named }).allowed).to.equal(false);
  });

  it('is not enough to be an administrator', () => {
    expect(
      assume(elsewhere, { resource: trust({ AWS: `arn:aws:iam::${elsewhere}:root` }), identity }),
    ).to.include({ allowed: false, by: 'resource-based policy' });
    expect(
      assume(account, { resource: trust({ Service: 'config.amazonaws.com' }), identity }).allowed,
    ).to.equal(false);
  });

  it('judges a service by the trust alone, and knows it by its name', () => {
    const config: Principal = { kind: 'service', name: 'config.amazonaws.com' };
    expect(
      assume(
        account,
        { resource: trust({ Service: ['events.amazonaws.com', 'config.amazonaws.com'] }) },
        config,
      ).allowed,
    ).to.equal(true);
    expect(
      assume(account, { resource: trust({ Service: 'events.amazonaws.com' }) }, config).allowed,
    ).to.equal(false);
    expect(assume(account, { resource: trust('*') }, config).allowed).to.equal(true);
  });

  it('takes everybody but those named by NotPrincipal', () => {
    const deny = policy(
      'bucket',
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: `arn:aws:iam::${account}:role/ops` },
        Action: '*',
        Resource: '*',
      },
    );
    expect(ask({}, { resource: deny }).allowed).to.equal(true);
    const other: Principal = { kind: 'aws', accountId: account, arn: `arn:aws:iam::${account}:user/ann` };
    expect(ask({ principal: other }, { resource: deny })).to.include({ allowed: false, explicit: true });
  });
});
