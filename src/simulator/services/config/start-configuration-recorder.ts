import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { namedRecorder, namedRecorderAccess } from './named-recorder.js';
import { keepEvaluations } from './evaluations.js';
import { recordFrom } from './recording.js';
import { placeOf, stateOf } from './state.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html */
export const startConfigurationRecorder: Operation = {
  service: 'config',
  name: 'StartConfigurationRecorder',
  mutating: true,
  access: namedRecorderAccess('config:StartConfigurationRecorder'),
  handle(input, call) {
    const recorder = namedRecorder(input, call);
    if (stateOf(call).channel === undefined) {
      // The text: https://github.com/aws/aws-cdk/issues/9001
      throw new ServiceError(
        'NoAvailableDeliveryChannelException',
        'Delivery channel is not available to start configuration recorder.',
      );
    }
    if (recorder.recording) return {};
    const now = call.world.clock.now();
    keepEvaluations(call.world, stateOf(call));
    Object.assign(recorder, {
      recording: true,
      starts: recorder.starts + 1,
      lastStartTime: now,
      lastStatus: 'PENDING',
      lastStatusChangeTime: now,
      lastErrorCode: undefined,
      lastErrorMessage: undefined,
    });
    recordFrom(call.world, placeOf(call), recorder);
    return {};
  },
};
