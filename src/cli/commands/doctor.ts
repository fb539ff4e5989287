import { doctorDocument } from '../../report/json/doctor.js';
import { renderDoctor } from '../../report/render-doctor.js';
import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';

export interface DoctorOptions {
  readonly ignore: readonly string[];
}

export async function doctor(session: Session, { ignore }: DoctorOptions): Promise<number> {
  const checks = await session.useCases.doctor({ ...session.load, ignore });
  await session.result(
    () => doctorDocument(checks),
    () => renderDoctor(checks, session.style),
  );
  return checks.some((check) => check.verdict === 'failed') ? exitCodes.failed : exitCodes.done;
}
