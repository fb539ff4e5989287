import { join } from 'node:path';
import { expect } from 'chai';
import type { Simulator } from '../../src/simulator/start.js';
import { canJudge, childEnvironment, runCommand } from './python.js';
import type { Finished } from './python.js';
import { startConformanceWorld } from './simulator.js';

const templates = join(import.meta.dirname, '..', '..', 'templates');

function environment(simulator: Simulator): NodeJS.ProcessEnv {
  const { accessKeyId, secretAccessKey } = simulator.administrator;
  return childEnvironment({
    AWS_ENDPOINT_URL: simulator.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    TEMPLATES: templates,
  });
}

if (canJudge()) {
  describe('boto3', () => {
    const judges: Readonly<Record<string, string>> = {
      identity: 'is let in and kept out as by AWS',
      organization: 'reads the organization',
      deployment: 'deploys the templates and reads what they made',
    };
    for (const [name, sentence] of Object.entries(judges)) {
      it(sentence, async function () {
        this.timeout(120_000);
        const simulator = await startConformanceWorld();
        let run: Finished;
        try {
          const args = ['-m', 'unittest', '--failfast', `judges.test_${name}`];
          run = await runCommand('python', args, { env: environment(simulator), deadlineMs: 110_000 });
        } finally {
          await simulator.stop();
        }
        expect(run.status, run.stderr).to.equal(0);
        expect(run.stderr).to.match(/^Ran [1-9]/m);
      });
    }
  });
}
