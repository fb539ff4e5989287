import { validateDocument } from '../../report/json/validate.js';
import { renderProblems, renderValid } from '../../report/render-validate.js';
import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';

export async function validate(session: Session): Promise<number> {
  const { options, style, useCases } = session;
  const { config, problems } = await useCases.validate(options.config);
  await session.result(
    () => validateDocument(problems),
    () =>
      config === undefined ? renderProblems(problems, style) : renderValid(options.config, config, style),
  );
  return config === undefined ? exitCodes.invalid : exitCodes.done;
}
