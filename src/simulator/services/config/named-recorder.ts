import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { recorderArn } from './arns.js';
import { noSuchRecorder, unmodifiable } from './errors.js';
import { stateOf } from './state.js';
import type { Recorder } from './state.js';

/**
 * The recorder that a start, stop or delete call names.
 * @throws ServiceError NoSuchConfigurationRecorderException, UnmodifiableEntityException (service-linked)
 */
export function namedRecorder(input: Shape, call: Call): Recorder {
  const name = requiredText(input, 'ConfigurationRecorderName');
  const recorder = stateOf(call).recorders[name];
  if (recorder === undefined) throw noSuchRecorder(name);
  if (recorder.servicePrincipal !== undefined) throw unmodifiable(name);
  return recorder;
}

export function namedRecorderAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const name = text(input, 'ConfigurationRecorderName') ?? '*';
    return [{ action, resource: stateOf(call).recorders[name]?.arn ?? recorderArn(call, name, '*') }];
  };
}
