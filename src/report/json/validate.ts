import { z } from 'zod';
import type { ConfigProblem } from '../types.js';

const problem = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  path: z.string().describe('e.g. regions.include[2]; empty for the whole file.'),
  reason: z.string(),
  value: z.string().optional(),
  suggestion: z.string().optional(),
});

export const validateSchema = z
  .strictObject({ valid: z.boolean(), problems: z.array(problem) })
  .describe('What `orgsecrets validate --json` prints.');

export type ValidateDocument = z.infer<typeof validateSchema>;

export function validateDocument(problems: readonly ConfigProblem[]): ValidateDocument {
  return { valid: problems.length === 0, problems: problems.map(problemJson) };
}

function problemJson(one: ConfigProblem): z.infer<typeof problem> {
  const { file, line, column, path, reason, value, suggestion } = one;
  return {
    file,
    line,
    column,
    path,
    reason,
    ...(value !== undefined && { value }),
    ...(suggestion !== undefined && { suggestion }),
  };
}
