import type { Desired } from '../model/desired.js';
import type { TargetLook } from '../model/observed.js';
import type { Target } from '../model/target.js';

/** Something of ours that is still in a target, or may be. */
export interface Left {
  readonly reason: string;
  /** AWS is still taking it away: worth waiting for. */
  readonly pending: boolean;
}

/**
 * Holds a look against "nothing of ours is left": no recorder and no channel of our name. A rule's name tells less, since
 * somebody else's may have it; but our stack never stood beside all of them, so all of them are ours.
 *
 * @param hadRules our rules stood there.
 */
export function judgeLeft(
  desired: Pick<Desired, 'recorder' | 'rulesByRegion'>,
  { region }: Target,
  look: TargetLook | undefined,
  hadRules: boolean,
): readonly Left[] {
  if (look === undefined) return [{ reason: 'unknown: nobody has looked', pending: false }];
  if (!look.seen)
    return [
      { reason: `unknown: ${look.reason}`, pending: look.why === 'pending' || look.why === 'unavailable' },
    ];
  const left: Left[] = [];
  const { name } = desired.recorder;
  if (look.recorder?.name === name) left.push({ reason: `recorder ${name} is still there`, pending: false });
  if (look.channel !== 'not-looked' && look.channel?.name === name)
    left.push({ reason: `delivery channel ${name} is still there`, pending: false });
  const names = (desired.rulesByRegion.get(region) ?? []).map((rule) => rule.name);
  const found = look.rules === 'not-looked' ? [] : look.rules.filter((rule) => names.includes(rule.name));
  const leaving = found.filter(({ state }) => state === 'DELETING' || state === 'DELETING_RESULTS');
  if (leaving.length > 0)
    left.push({
      reason: `rules are still being deleted: ${leaving.map((rule) => rule.name).join(', ')}`,
      pending: true,
    });
  else if (hadRules && names.length > 0 && found.length === names.length)
    left.push({ reason: `rules are still there: ${names.join(', ')}`, pending: false });
  return left;
}
