export const reportFormats = ['html', 'csv', 'json', 'markdown', 'ocsf'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** The file of each format in the folder of --output. */
export const formatFiles: Readonly<Record<ReportFormat, string>> = {
  html: 'report.html',
  csv: 'report.csv',
  json: 'report.json',
  markdown: 'report.md',
  ocsf: 'report.ocsf.jsonl',
};
