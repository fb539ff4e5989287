import { expect } from 'chai';
import { livingState } from '../support/living-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

/** Applies in runs of which each but the last dies at a mutating call of its own. */
async function dyingAt(world: InProcess, mutatingCall: number, when: 'before' | 'after'): Promise<number> {
  for (let deaths = 0; ; deaths += 1) {
    const controller = new AbortController();
    let killed = false;
    world.simulator.killAt({
      mutatingCall,
      when,
      onKill: () => {
        killed = true;
        controller.abort(new DOMException('killed', 'AbortError'));
      },
    });
    const ended = await world.apply({ signal: controller.signal, allowDestroy: true }).catch(() => undefined);
    world.simulator.revive();
    if (killed) continue;
    expect(ended?.outcome.outcome).to.equal('done');
    return deaths;
  }
}

interface Move {
  readonly what: string;
  readonly world: string;
  readonly edit: (org: string) => string;
}

const moves: readonly Move[] = [
  {
    what: 'the hub moves and a Region is dropped',
    world: 'small',
    edit: (org) =>
      org
        .replace('homeRegion: us-east-1', 'homeRegion: eu-central-1')
        .replace('include: [us-east-1, eu-central-1]', 'include: [eu-central-1]'),
  },
  {
    what: 'the hub changes places with the bucket, the bus and the topic of another Region',
    world: 'partition-china',
    edit: (org) => org.replace('homeRegion: cn-north-1', 'homeRegion: cn-northwest-1'),
  },
];

/** Everything is covered, and then the org.yaml is edited. */
async function aboutToMove({ world: name, edit }: Move): Promise<InProcess> {
  const world = await startWorld(name);
  expect((await world.apply()).outcome.outcome).to.equal('done');
  world.editOrg(edit);
  return world;
}

for (const move of moves)
  describe(`promise 3: killed while ${move.what}`, function () {
    this.timeout(240_000);
    let whole: unknown;

    before(async () => {
      const world = await aboutToMove(move);
      expect((await world.apply({ allowDestroy: true })).outcome.outcome).to.equal('done');
      whole = livingState(world.simulator);
      await world.stop();
    });

    for (const [when, mutatingCall] of [
      ['before', 2],
      ['after', 1],
    ] as const)
      it(`ends the same when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
        const world = await aboutToMove(move);
        try {
          expect(await dyingAt(world, mutatingCall, when)).to.be.greaterThan(10);
          expect(livingState(world.simulator)).to.deep.equal(whole);
          expect((await world.apply()).calls.mutating).to.equal(0);
        } finally {
          await world.stop();
        }
      });
  });
