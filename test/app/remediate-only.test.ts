import { expect } from 'chai';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import { exitOfDrift } from '../../src/cli/exit-codes.js';
import type { Event } from '../../src/model/events.js';
import { scopeOf } from '../../src/model/scope.js';
import { driftDocument, driftSchema } from '../../src/report/json/drift.js';
import { renderDrift } from '../../src/report/render-drift.js';
import { createStyle } from '../../src/report/text/style.js';
import type { DriftView } from '../../src/report/types.js';
import { deleteBucket } from '../support/disturb/delivery.js';
import { stopRecorder } from '../support/disturb/recorder.js';
import { deleteInstance } from '../support/disturb/stack-sets.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const home = 'us-east-1';
const regions = [home, 'eu-central-1'];
const audit = '222222222222';
const shop = '333333333333';
const onlyNew = { depth: 'quick', only: ['not-covered'], scope: {} } as const;
const everything = { depth: 'deep', only: [], scope: {} } as const;

let world: InProcess;
let events: Event[];
beforeEach(() => {
  events = [];
});
const emit = (event: Event) => void events.push(event);
const coverNew = () =>
  world.with((run) => remediate(run, { ...onlyNew, approve: async () => true }), { emit });
const findDrift = () => world.with((run) => drift(run, everything));
const trips = () => events.filter(({ code }) => code === 'planned').length;
const mended = () => events.flatMap((event) => (event.code === 'mended' ? event.findings : []));

/** Nothing of orgsecrets is in one Region of the shop any more. */
async function uncoverShop(): Promise<void> {
  for (const kind of ['forward', 'rules', 'recorder'])
    await deleteInstance(world.simulator, `orgsecrets-${kind}-${home}`, { accountId: shop, region: home });
}

describe('remediation of what is not covered alone', function () {
  this.timeout(180_000);
  beforeEach(async () => {
    world = await startWorld('small');
  });
  afterEach(() => world.stop());

  it('brings what that stands on along, in an organization with nothing of orgsecrets', async () => {
    const view = await coverNew();
    expect([view.remediation?.outcome.outcome, view.findings]).to.deep.equal(['done', []]);
    expect(trips()).to.be.lessThan(5);
    const left = new Set(told(await findDrift()));
    for (const one of left) expect(one).to.match(/^(aggregator-missing|trusted-access-lost) /);
  });

  it('brings it along where one account alone was covered before', async () => {
    const scope = scopeOf({ accounts: [audit] });
    await world.with((run) =>
      remediate(run, { depth: 'standard', only: [], scope, approve: async () => true }).catch(
        () => undefined,
      ),
    );
    const view = await coverNew();
    expect([view.remediation?.outcome.outcome, view.findings]).to.deep.equal(['done', []]);
    expect(trips()).to.be.lessThan(5);
  });

  it('makes the hub again where it is gone, since recorders deliver to it', async () => {
    await world.apply();
    await uncoverShop();
    await deleteInstance(world.simulator, 'orgsecrets-hub', { accountId: audit, region: home });
    const view = await coverNew();
    expect([view.remediation?.outcome.outcome, view.findings]).to.deep.equal(['done', []]);
    expect(mended().map(({ kind }) => kind)).to.deep.equal(['not-covered']);
    expect(told(await findDrift())).to.deep.equal([]);
  });

  it('leaves what the places have become where they could not be covered, and calls nothing mended', async () => {
    await world.apply();
    await uncoverShop();
    await deleteBucket(world.simulator, `orgsecrets-config-${audit}-${home}`);
    const view = await coverNew();
    expect(view.remediation?.outcome.outcome).to.equal('failed');
    expect(told(view)).to.include(`instance-failed instance of StackSet orgsecrets-recorder-${home}`);
    expect(mended()).to.deep.equal([]);
    expect(exitOfDrift(view, true)).to.equal(1);
    const [headline] = renderDrift(view, createStyle({ width: 200, color: false })).split('\n');
    expect(headline).to.contain(
      `Not all was mended: 1 finding of the kinds not-covered, ${view.findings.length} left`,
    );
  });
});

describe('remediation that is interrupted', function () {
  this.timeout(60_000);
  beforeEach(async () => {
    world = await startWorld('small');
    await world.apply();
  });
  afterEach(() => world.stop());

  it('tells what it has done and that nobody looked again, and what it has not as it was found', async () => {
    for (const region of regions) await stopRecorder(world.simulator, { accountId: shop, region });
    const interrupting = new AbortController();
    const approve = async () => true;
    const question = { depth: 'standard', only: [], scope: {}, approve } as const;
    const view = await world.with((run) => remediate(run, question), {
      signal: interrupting.signal,
      emit: (event) => {
        emit(event);
        const ended = events.filter(({ code }) => code === 'action-ended').length;
        if (ended === regions.length) interrupting.abort();
      },
    });
    expect(view.remediation?.outcome.outcome).to.equal('interrupted');
    expect(view.findings).to.deep.equal([]);
    expect(view.remediation?.notLookedAgain?.map(({ kind, region }) => `${kind} ${region}`)).to.have.members(
      regions.map((region) => `recorder-stopped ${region}`),
    );
    expect(events.some(({ code }) => code === 'mended')).to.equal(false);
    const text = renderDrift(view, createStyle({ width: 200, color: false }));
    expect(text).to.contain('Mended, not looked at again (2)').and.not.contain('it is stopped');
    expect(driftSchema.safeParse(driftDocument(view)).success).to.equal(true);
    expect(told(await findDrift())).to.deep.equal([]);
  });
});

function told({ findings }: DriftView): readonly string[] {
  return findings.map(({ kind, thing }) => `${kind} ${thing}`);
}
