import { statSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Where records of runs are kept, below the folder that a command is started in. */
export const runsFolder = '.orgsecrets/runs';

/** The folder that a record is kept in: beside it those of earlier runs are looked for. */
export function folderOfRecords(path: string | undefined): string {
  if (path === undefined) return runsFolder;
  return isFolder(path) ? path : dirname(path);
}

export function isFolder(path: string): boolean {
  return (
    path.endsWith('/') ||
    path.endsWith(sep) ||
    (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)
  );
}
