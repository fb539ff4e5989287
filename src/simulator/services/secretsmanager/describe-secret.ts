import type { Operation } from '../../kernel/contract.js';
import { openSecret, secretAccess } from './find.js';
import { description } from './shapes.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export const describeSecret: Operation = {
  service: 'secretsmanager',
  name: 'DescribeSecret',
  mutating: false,
  access: secretAccess('secretsmanager:DescribeSecret'),
  handle: (input, call) => description(openSecret(input, call)),
};
