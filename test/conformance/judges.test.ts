import { join } from 'node:path';
import { expect } from 'chai';
import type { Simulator } from '../../src/simulator/start.js';
import { startWorld } from '../support/in-process.js';
import { canJudge, childEnvironment, runCommand } from './python.js';
import { startConformanceWorld } from './simulator.js';

const templates = join(import.meta.dirname, '..', '..', 'templates');

/** Runs one file of judges with an administrator's keys: all its tests must pass. */
async function judge(simulator: Simulator, name: string): Promise<void> {
  const { accessKeyId, secretAccessKey } = simulator.administrator;
  const env = childEnvironment({
    AWS_ENDPOINT_URL: simulator.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    TEMPLATES: templates,
  });
  const args = ['-m', 'unittest', '--failfast', `judges.test_${name}`];
  const run = await runCommand('python', args, { env, deadlineMs: 110_000 });
  expect(run.status, run.stderr).to.equal(0);
  expect(run.stderr).to.match(/^Ran [1-9]/m);
}

if (canJudge()) {
  describe('boto3', function () {
    this.timeout(180_000);

    const judges: Readonly<Record<string, string>> = {
      identity: 'is let in and kept out as by AWS',
      organization: 'reads the organization',
      deployment: 'deploys the templates and reads what they made',
    };
    for (const [name, sentence] of Object.entries(judges)) {
      it(sentence, async () => {
        const simulator = await startConformanceWorld();
        try {
          await judge(simulator, name);
        } finally {
          await simulator.stop();
        }
      });
    }

    const secretJudges: Readonly<Record<string, string>> = {
      aggregator: 'reads an aggregator',
      history: 'reads who changed a secret, and how it was before',
    };
    for (const [name, sentence] of Object.entries(secretJudges)) {
      it(sentence, async () => {
        const simulator = await startConformanceWorld('secrets.yaml');
        try {
          await judge(simulator, name);
        } finally {
          await simulator.stop();
        }
      });
    }

    it('finds what apply promised, target by target', async () => {
      const world = await startWorld('acme');
      try {
        const { outcome } = await world.apply();
        expect(outcome.outcome).to.equal('done');
        // The aggregator fills in its own time.
        await world.simulator.clock.sleep(3_600_000);
        await judge(world.simulator, 'result');
      } finally {
        await world.stop();
      }
    });
  });
}
