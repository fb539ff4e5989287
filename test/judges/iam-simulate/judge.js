/*
 * Decides requests by @cloud-copilot/iam-simulate: a JSON list of its simulations on stdin, a list of answers on stdout,
 * in the same order: `{"allowed": boolean}`, or `{"refused": why}` where the judge does not take the request or a policy.
 */
import { text } from 'node:stream/consumers';
import { runSimulation } from '@cloud-copilot/iam-simulate';

const answers = [];
for (const simulation of JSON.parse(await text(process.stdin))) answers.push(await decide(simulation));
process.stdout.write(JSON.stringify(answers));

async function decide(simulation) {
  try {
    const outcome = await runSimulation(simulation, { simulationMode: 'Strict' });
    if (outcome.resultType === 'error') return { refused: JSON.stringify(outcome.errors) };
    // A key that the judge left out would make the two sides decide different requests.
    const ignored = outcome.resultType === 'single' ? (outcome.result.ignoredContextKeys ?? []) : [];
    if (ignored.length > 0) return { refused: `condition keys left out: ${ignored.join(', ')}` };
    return { allowed: outcome.overallResult === 'Allowed' };
  } catch (error) {
    return { refused: String(error) };
  }
}
