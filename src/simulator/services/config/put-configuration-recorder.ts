import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { shape, text } from '../../kernel/input.js';
import { randomId, recorderArn } from './arns.js';
import { unmodifiable, validation } from './errors.js';
import { normalizeRecordingGroup, normalizeRecordingMode } from './recording-group.js';
import { assertRole, passRole } from './role.js';
import { customerRecorder, stateOf } from './state.js';
import type { Recorder } from './state.js';
import { rememberTags } from './tags.js';

/**
 * Makes the one customer-managed recorder of an account and Region, or changes it under the same name.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html
 */
export const putConfigurationRecorder: Operation = {
  service: 'config',
  name: 'PutConfigurationRecorder',
  mutating: true,
  access(input, call) {
    const given = shape(input, 'ConfigurationRecorder') ?? {};
    const name = text(given, 'name') ?? '*';
    const existing = stateOf(call).recorders[name];
    const roleArn = text(given, 'roleARN');
    return [
      { action: 'config:PutConfigurationRecorder', resource: existing?.arn ?? recorderArn(call, name, '*') },
      ...(roleArn === undefined || roleArn === '' ? [] : [passRole(roleArn)]),
    ];
  },
  handle(input, call) {
    const given = shape(input, 'ConfigurationRecorder');
    if (given === undefined)
      throw validation(
        "Value null at 'configurationRecorder' failed to satisfy constraint: Member must not be null",
      );
    const name = checkName(text(given, 'name'));
    const state = stateOf(call);
    const existing = state.recorders[name];
    if (existing?.servicePrincipal !== undefined) throw unmodifiable(name);
    const group = normalizeRecordingGroup(shape(given, 'recordingGroup'));
    const mode = normalizeRecordingMode(shape(given, 'recordingMode'));
    const roleArn = text(given, 'roleARN');
    if (roleArn === undefined || roleArn === '') {
      throw new ServiceError(
        'InvalidRoleException',
        'The role arn of the configuration recorder must not be null or empty.',
      );
    }
    if (existing === undefined && customerRecorder(state) !== undefined) throw tooMany(name);
    assertRole(call, roleArn);
    if (existing !== undefined) {
      Object.assign(existing, { roleARN: roleArn, recordingGroup: group, recordingMode: mode });
      return {};
    }
    const recorder = makeRecorder(call, name, roleArn, group, mode);
    rememberTags(state, recorder.arn, input);
    state.recorders[name] = recorder;
    return {};
  },
};

function makeRecorder(
  call: Call,
  name: string,
  roleARN: string,
  recordingGroup: Shape,
  recordingMode: Shape,
): Recorder {
  return {
    name,
    arn: recorderArn(call, name, randomId(call.world, 16)),
    roleARN,
    recordingGroup,
    recordingMode,
    recordingScope: 'PAID',
    recording: false,
    starts: 0,
  };
}

/** AWS names a recorder `default` where no name is given. */
function checkName(name = 'default'): string {
  if (name.trim() === '') {
    throw new ServiceError(
      'InvalidConfigurationRecorderNameException',
      `The configuration recorder name '${name}' is not valid, blank string.`,
    );
  }
  if (name.length > 256) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'configurationRecorder.name' failed to satisfy constraint: Member must have length less than or equal to 256`,
    );
  }
  return name;
}

function tooMany(name: string): ServiceError {
  return new ServiceError(
    'MaxNumberOfConfigurationRecordersExceededException',
    `Failed to put configuration recorder '${name}' because the maximum number of configuration recorders: 1 is reached.`,
  );
}
