import type { Shape, World } from '../../../kernel/contract.js';
import { validationError } from '../errors.js';
import { readParameters } from '../request.js';
import { templateOf } from '../template/library.js';
import { effectiveParameters } from '../template/parameters.js';
import type { StackSet } from './state.js';

/** ParameterOverrides of a request: values of the template's own parameters, in the forms it allows. */
export function readOverrides(
  input: Shape,
  world: World,
  set: StackSet,
  previous: Readonly<Record<string, string>>,
): Record<string, string> {
  const overrides = readParameters(input, previous, 'ParameterOverrides');
  const template = templateOf(world, set.definition.template);
  const foreign = Object.keys(overrides).filter((key) => !(key in template.parameters));
  if (foreign.length > 0)
    throw validationError(`Parameters: [${foreign.join(', ')}] do not exist in the template`);
  effectiveParameters(template, { ...set.definition.parameters, ...overrides });
  return overrides;
}
