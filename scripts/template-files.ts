import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every CloudFormation template below templates and examples, as paths from the project's root. */
export function cloudFormationFiles(root: string): readonly string[] {
  return ['templates', 'examples']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => path.endsWith('.yaml'))
    .filter((path) => readFileSync(join(root, path), 'utf8').startsWith('AWSTemplateFormatVersion:'))
    .sort();
}
