import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf, until } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';

/** The rules of a place by their names, by what AWS Config answers. */
export async function rulesIn(
  simulator: Disturbed,
  place: Place,
): Promise<Readonly<Record<string, Shape | undefined>>> {
  const administrator = administratorOf(simulator, place);
  const rules: Record<string, Shape> = {};
  let page: Shape = {};
  do {
    const answer = await administrator.call('config', 'DescribeConfigRules', page);
    for (const rule of answer['ConfigRules'] as Shape[]) rules[String(rule['ConfigRuleName'])] = rule;
    page = { NextToken: answer['NextToken'] };
  } while (page['NextToken'] !== undefined);
  return rules;
}

export async function deleteRule(simulator: Disturbed, place: Place, ConfigRuleName: string): Promise<void> {
  await administratorOf(simulator, place).call('config', 'DeleteConfigRule', { ConfigRuleName });
  await until(simulator, async () => (await rulesIn(simulator, place))[ConfigRuleName] === undefined);
}

/** Gives a rule other parameters. */
export async function changeParameters(
  simulator: Disturbed,
  place: Place,
  name: string,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  await put(simulator, place, name, { InputParameters: JSON.stringify(parameters) });
}

/** Lets a periodic rule run at another frequency. */
export async function changeFrequency(
  simulator: Disturbed,
  place: Place,
  name: string,
  MaximumExecutionFrequency = 'One_Hour',
): Promise<void> {
  await put(simulator, place, name, { MaximumExecutionFrequency });
}

/** Makes the same rule under another name. */
export async function duplicateRule(
  simulator: Disturbed,
  place: Place,
  name: string,
  copy = `${name}-too`,
): Promise<void> {
  await put(simulator, place, name, { ConfigRuleName: copy });
}

/** A put replaces what a rule says: what is not changed is put as it is. */
async function put(simulator: Disturbed, place: Place, name: string, changes: Shape): Promise<void> {
  const rule = (await rulesIn(simulator, place))[name];
  if (!rule) throw new Error(`There is no rule ${name} in ${place.accountId}/${place.region}.`);
  const { ConfigRuleName, Description, Scope, Source, InputParameters, MaximumExecutionFrequency } = rule;
  const given = { ConfigRuleName, Description, Scope, Source, InputParameters, MaximumExecutionFrequency };
  await administratorOf(simulator, place).call('config', 'PutConfigRule', {
    ConfigRule: Object.fromEntries(
      Object.entries({ ...given, ...changes }).filter(([, value]) => value !== undefined),
    ),
  });
}
