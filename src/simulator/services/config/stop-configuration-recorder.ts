import type { Operation } from '../../kernel/contract.js';
import { namedRecorder, namedRecorderAccess } from './named-recorder.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_StopConfigurationRecorder.html */
export const stopConfigurationRecorder: Operation = {
  service: 'config',
  name: 'StopConfigurationRecorder',
  mutating: true,
  access: namedRecorderAccess('config:StopConfigurationRecorder'),
  handle(input, call) {
    const recorder = namedRecorder(input, call);
    if (!recorder.recording) return {};
    recorder.recording = false;
    recorder.lastStopTime = call.world.clock.now();
    return {};
  },
};
