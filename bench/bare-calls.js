// The peer of a plan: the same number of the same looks with nothing but one SDK client.
// Arguments: how many calls, how many of them at once.
import http from 'node:http';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
} from '@aws-sdk/client-config-service';

const [calls = 0, atOnce = 1] = process.argv.slice(2).map(Number);
const httpAgent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
const client = new ConfigServiceClient({ region: 'us-east-1', requestHandler: { httpAgent } });
let left = calls;
const worker = async () => {
  while (left > 0) {
    left -= 1;
    await client.send(new DescribeConfigurationRecorderStatusCommand({}));
  }
};
await Promise.all(Array.from({ length: atOnce }, worker));
httpAgent.destroy();
