import type { UseCases } from './use-cases.js';

/** The real use cases. Each brings its own code along when it is called: `validate` never loads an AWS client. */
export const useCases: UseCases = {
  validate: async (configFile) => (await import('../app/validate.js')).validate(configFile),
  init: async (choices) => (await import('../app/init/init.js')).init(choices),
  loadRun: async (options) => (await import('../app/load.js')).loadRun(options),
  doctor: async (options) => (await import('../app/doctor/doctor.js')).doctor(options),
  plan: async (run, scope) => (await import('../app/plan.js')).plan(run, scope),
  apply: async (run, choices) => (await import('../app/apply.js')).apply(run, choices),
  notify: async (run, choices) => (await import('../app/notify.js')).notify(run, choices),
  report: async (run, choices) => (await import('../app/report.js')).report(run, choices),
  reportChunks: async (view, format) => (await import('../app/report-files.js')).reportChunks(view, format),
  writeReport: async (view, formats, folder) =>
    (await import('../app/report-files.js')).writeReport(view, formats, folder),
  status: async (run) => (await import('../app/status.js')).status(run),
  accounts: async (run, choices) => (await import('../app/accounts.js')).accounts(run, choices),
  drift: async (run, question) => (await import('../app/drift.js')).drift(run, question),
  remediate: async (run, question) => (await import('../app/remediate.js')).remediate(run, question),
  history: async (run, which) => (await import('../app/history.js')).history(run, which),
  destroy: async (run, choices) => (await import('../app/destroy.js')).destroy(run, choices),
  keepRecord: async (choices, clock, warn) =>
    (await import('../app/runs/keep-record.js')).keepRecord(choices, clock, warn),
  readRuns: async (folder) => (await import('../app/runs/read-runs.js')).readRuns(folder),
  simulate: async (choices) => (await import('./simulator.js')).startForCommand(choices),
};
