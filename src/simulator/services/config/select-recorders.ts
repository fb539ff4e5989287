import type { Access, Call, Shape } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { recorderArn } from './arns.js';
import { noSuchRecorder, validation } from './errors.js';
import { stateOf } from './state.js';
import type { Recorder } from './state.js';

/**
 * The recorders that a describe call names by name, ARN or service principal; all of them when it names none.
 * @throws ServiceError NoSuchConfigurationRecorderException, ValidationException (more than one way of naming)
 */
export function selectRecorders(input: Shape, call: Call): readonly Recorder[] {
  const all = Object.values(stateOf(call).recorders);
  const names = texts(input, 'ConfigurationRecorderNames') ?? [];
  const arn = text(input, 'Arn');
  const principal = text(input, 'ServicePrincipal');
  const ways = [names.length > 0, arn !== undefined, principal !== undefined].filter(Boolean).length;
  if (ways > 1) {
    throw validation(
      'Only one of ConfigurationRecorderNames, Arn and ServicePrincipal can be specified in the request.',
    );
  }
  if (arn !== undefined) return [all.find((recorder) => recorder.arn === arn) ?? missing(arn)];
  if (principal !== undefined) return all.filter((recorder) => recorder.servicePrincipal === principal);
  if (names.length === 0) return all;
  return names.map((name) => all.find((recorder) => recorder.name === name) ?? missing(name));
}

/**
 * What reading recorders needs: the recorders named, or every recorder of the account and Region (assumed: the service
 * authorization reference names the resource type and not what a call without names is checked against).
 */
export function recorderAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const known = stateOf(call).recorders;
    const names = texts(input, 'ConfigurationRecorderNames') ?? [];
    const arn = text(input, 'Arn');
    if (arn !== undefined) return [{ action, resource: arn }];
    if (names.length === 0) return [{ action, resource: recorderArn(call, '*', '*') }];
    return names.map((name) => ({ action, resource: known[name]?.arn ?? recorderArn(call, name, '*') }));
  };
}

function missing(name: string): never {
  throw noSuchRecorder(name);
}
