import { z } from 'zod';
import { accountId, region } from './common.js';
import { moment } from './moments.js';
import { functionTimeline } from './timelines.js';

/** A Lambda function, as far as AWS Config tells of it: functions are never run. */
export const functionSchema = z.strictObject({
  accountId,
  region,
  name: z.string().regex(/^[a-zA-Z0-9-_]{1,64}$/, 'may hold letters, digits, - and _'),
  description: z.string().default(''),
  runtime: z.string().default('python3.13'),
  handler: z.string().default('lambda_function.lambda_handler'),
  role: z.string().default('rotation').meta({ description: 'Name or ARN of the execution role.' }),
  memory: z.int().min(128).max(10_240).default(128),
  timeout: z.int().min(1).max(900).default(30),
  createdAt: moment.default('-365d'),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  timeline: functionTimeline,
});
