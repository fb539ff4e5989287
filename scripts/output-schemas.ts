import type { z } from 'zod';
import { accountsSchema } from '../src/report/json/accounts.js';
import { applySchema } from '../src/report/json/apply.js';
import { destroySchema } from '../src/report/json/destroy.js';
import { doctorSchema } from '../src/report/json/doctor.js';
import { driftSchema } from '../src/report/json/drift.js';
import { errorSchema } from '../src/report/json/error.js';
import { historySchema } from '../src/report/json/history.js';
import { initSchema } from '../src/report/json/init.js';
import { notifySchema } from '../src/report/json/notify.js';
import { planSchema } from '../src/report/json/plan.js';
import { reportSchema } from '../src/report/json/report.js';
import { runSchema, runsSchema } from '../src/report/json/runs.js';
import { entrySchema } from '../src/report/record/entries.js';
import { statusSchema } from '../src/report/json/status.js';
import { validateSchema } from '../src/report/json/validate.js';

/** What each command prints with --json, by the name of its file in config/schemas. */
export const outputSchemas: Readonly<Record<string, z.ZodType>> = {
  accounts: accountsSchema,
  apply: applySchema,
  destroy: destroySchema,
  doctor: doctorSchema,
  drift: driftSchema,
  error: errorSchema,
  history: historySchema,
  init: initSchema,
  notify: notifySchema,
  plan: planSchema,
  report: reportSchema,
  run: runSchema,
  'run-record': entrySchema,
  runs: runsSchema,
  status: statusSchema,
  validate: validateSchema,
};
