import { expect } from 'chai';
import { endState } from '../support/end-state.js';
import { startWorld } from '../support/in-process.js';

type Json = Record<string, unknown>;

/** The value at a path of keys; `*` takes the first. */
function at(value: unknown, ...path: readonly string[]): Json {
  return path.reduce((inner, key) => {
    const next = (inner as Json)[key === '*' ? (Object.keys(inner as Json)[0] ?? '') : key];
    expect(next, path.join(' › ')).to.be.an('object');
    return next;
  }, value) as Json;
}

/** Differences that a crash test must see, each made in a copy of the state. */
const differences: Readonly<Record<string, (state: Json) => void>> = {
  'a recorder that was stopped': (state) => {
    at(state, 'config', '333333333333/eu-central-1', 'recorders', 'orgsecrets').recording = false;
  },
  'a recorder that records something else': (state) => {
    const group = at(state, 'config', '333333333333/us-east-1', 'recorders', '*', 'recordingGroup');
    group.resourceTypes = ['AWS::KMS::Key'];
  },
  "a rule's parameter": (state) => {
    const settings = at(state, 'config', '222222222222/us-east-1', 'rules', '*', 'settings');
    settings.InputParameters = '{"maxDaysSinceRotation":"1"}';
  },
  'a missing rule': (state) => {
    const rules = at(state, 'config', '111111111111/us-east-1', 'rules');
    delete rules['secretsmanager-using-cmk'];
  },
  'a missing stack instance': (state) => {
    const sets = at(state, 'cloudformation.stackSets', '111111111111/us-east-1');
    const name = Object.keys(sets).find((key) => key.startsWith('orgsecrets-rules-eu-central-1'));
    delete at(sets, name ?? '', 'instances')['333333333333/eu-central-1'];
  },
  'a second stack of the same template': (state) => {
    const stacks = at(state, 'cloudformation.stacks', '333333333333/us-east-1', 'byId');
    const [id, stack] = Object.entries(stacks)[0] ?? [''];
    stacks[`${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`] = structuredClone(stack);
  },
  'a second aggregator': (state) => {
    const aggregators = at(state, 'config', '222222222222/us-east-1', 'aggregators');
    aggregators.another = structuredClone(aggregators.orgsecrets);
  },
  'an event rule that is off': (state) => {
    const rules = at(state, 'events', '333333333333/us-east-1', 'buses', 'default', 'rules');
    at(rules, 'orgsecrets-forward').state = 'DISABLED';
  },
  "another policy of the hub's bucket": (state) => {
    at(state, 's3.buckets', 'world/global', 'orgsecrets-config-222222222222-us-east-1').policy = '{}';
  },
  'a topic that is encrypted with another key': (state) => {
    const attributes = at(state, 'sns', '222222222222/us-east-1', 'topics', 'orgsecrets', 'attributes');
    attributes.KmsMasterKeyId = 'arn:aws:kms:us-east-1:222222222222:key/00000000-0000-4000-8000-000000000000';
  },
  'a role that is gone': (state) => {
    delete at(state, 'iam.account', '333333333333/global', 'roles')['orgsecrets-mend'];
  },
  'trusted access that is off': (state) => {
    const organization = at(state, 'organizations.organization', '111111111111/global');
    delete at(organization, 'trustedAccess')['config.amazonaws.com'];
  },
};

describe('the end state that crash tests compare', () => {
  let applied: Json;
  before(async () => {
    const world = await startWorld('small');
    try {
      await world.apply();
      applied = world.simulator.snapshot() as Json;
    } finally {
      await world.stop();
    }
  });

  const stateOf = (snapshot: Json) => endState({ snapshot: () => snapshot });

  it('is the same for a world of another seed, whose ids are all others', async () => {
    const world = await startWorld('small', (text) => `${text}seed: 77\n`);
    try {
      await world.apply();
      const text = JSON.stringify(endState(world.simulator));
      // The ids of an organization's units are given with the world: they are no chance.
      const units = (state: string) => state.replace(/\b(r|ou)-[a-z0-9]{4}(-[a-z0-9]{8})?/g, '$1');
      expect(JSON.parse(units(text))).to.deep.equal(JSON.parse(units(JSON.stringify(stateOf(applied)))));
    } finally {
      await world.stop();
    }
  });

  for (const [what, change] of Object.entries(differences))
    it(`shows ${what}`, () => {
      const changed = structuredClone(applied);
      change(changed);
      expect(stateOf(changed)).to.not.deep.equal(stateOf(applied));
    });
});
