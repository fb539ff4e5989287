import { expect } from 'chai';
import { detectStackDrift } from '../../src/apply/detect-stack-drift.js';
import type { StackDriftDetectionPort } from '../../src/apply/ports.js';
import type { DesiredStack } from '../../src/model/desired.js';
import type { ObservedStack } from '../../src/model/observed.js';
import { applyContext } from './context.js';

const place = { accountId: '111111111111', region: 'us-east-1' };
const name = 'orgsecrets-management-roles';
const stack: DesiredStack = {
  name,
  ...place,
  templateDigest: 'digest',
  template: 'management-roles',
  parameters: {},
  capabilities: [],
  tags: {},
};
const standing: ObservedStack = {
  name,
  status: 'CREATE_COMPLETE',
  statusReason: undefined,
  owned: true,
  templateDigest: 'digest',
  parameters: {},
  tags: {},
};
const resource = (logicalId: string, is: 'in-sync' | 'changed') => ({
  logicalId,
  type: 'AWS::IAM::Role',
  physicalId: logicalId,
  stackId: 'arn',
  is,
  differences: [],
});
const both = [resource('Administration', 'in-sync'), resource('Execution', 'changed')];

function look(answers: Partial<StackDriftDetectionPort>, found = standing) {
  const { context, recorded } = applyContext();
  const ofStack: StackDriftDetectionPort = {
    detect: async () => 'detection',
    ended: async () => ({ failure: undefined }),
    resources: async () => both,
    ...answers,
  };
  const driftDetection = { ...context.ports.driftDetection, ofStack };
  const ports = { ...context.ports, driftDetection };
  return { recorded, seen: detectStackDrift(stack, found, { ...context, ports }) };
}

describe('drift of a plain stack', () => {
  it('is what is not in sync, and what could not be looked at is named', async () => {
    const { drifted, unseen, unchecked } = await look({}).seen;
    expect(
      drifted.map(({ resources, ...where }) => [where, resources.map((one) => one.logicalId)]),
    ).to.deep.equal([[place, ['Execution']]]);
    expect([unseen, unchecked]).to.deep.equal([[], []]);
    const less = await look({ resources: async () => both.slice(1) }).seen;
    expect(less.unchecked).to.deep.equal(['AWS::IAM::Role Administration']);
  });

  it('waits for a detection that somebody else began, and for its own', async () => {
    let asked = 0;
    const later =
      <T>(answer: T) =>
      async () =>
        (asked += 1) % 3 === 0 ? answer : undefined;
    const { seen } = look({ detect: later('detection'), ended: later({ failure: undefined }) });
    expect((await seen).drifted).to.have.lengthOf(1);
    expect(asked).to.equal(6);
  });

  it('of which AWS could read a part is told, and the stack is not taken for seen', async () => {
    const { drifted, unseen, unchecked } = await look({ ended: async () => ({ failure: 'AccessDenied' }) })
      .seen;
    expect([drifted.length, unchecked]).to.deep.equal([1, []]);
    expect(unseen).to.deep.equal([
      { ...place, reason: `CloudFormation could not detect drift: AccessDenied in stack ${name}` },
    ]);
  });

  it('is unknown where the deadline comes first, or AWS looks at no stack in that state', async () => {
    const { unseen, drifted } = await look({ ended: async () => undefined }).seen;
    expect([unseen.length, drifted]).to.deep.equal([1, []]);
    expect(unseen[0]?.reason).to.contain(`drift detection of stack ${name} was still going on`);
    const importing = await look({}, { ...standing, status: 'IMPORT_COMPLETE' }).seen;
    expect(importing.unseen[0]?.reason).to.contain('no drift while it is IMPORT_COMPLETE');
  });
});
