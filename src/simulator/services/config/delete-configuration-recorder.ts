import type { Operation } from '../../kernel/contract.js';
import { keepEvaluations } from './evaluations.js';
import { namedRecorder, namedRecorderAccess } from './named-recorder.js';
import { stateOf } from './state.js';

/**
 * Deletes the recorder, recording or not; what it recorded stays.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteConfigurationRecorder.html
 */
export const deleteConfigurationRecorder: Operation = {
  service: 'config',
  name: 'DeleteConfigurationRecorder',
  mutating: true,
  access: namedRecorderAccess('config:DeleteConfigurationRecorder'),
  handle(input, call) {
    const { name, arn } = namedRecorder(input, call);
    const state = stateOf(call);
    keepEvaluations(call.world, state);
    delete state.recorders[name];
    delete state.tags[arn];
    return {};
  },
};
