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
 * Holds a look against "nothing of ours is left": no recorder and no channel of our name where ours stood. A rule's name
 * tells less, since somebody else's may stand beside ours; but our stack never stood beside all of them.
 *
 * @param had what of ours stood there.
 */
export function judgeLeft(
  desired: Pick<Desired, 'recorder' | 'rulesByRegion'>,
  { region }: Target,
  look: TargetLook | undefined,
  had: { readonly recorder: boolean; readonly rules: boolean },
): readonly Left[] {
  if (look === undefined) return [{ reason: 'unknown: nobody has looked', pending: false }];
  if (!look.seen)
    return [
      { reason: `unknown: ${look.reason}`, pending: look.why === 'pending' || look.why === 'unavailable' },
    ];
  const left: Left[] = [];
  const { name } = desired.recorder;
  if (had.recorder && look.recorder?.name === name)
    left.push({ reason: `recorder ${name} is still there`, pending: false });
  if (had.recorder && look.channel !== 'not-looked' && look.channel?.name === name)
    left.push({ reason: `delivery channel ${name} is still there`, pending: false });
  const names = (desired.rulesByRegion.get(region) ?? []).map((rule) => rule.name);
  const found = look.rules === 'not-looked' ? [] : look.rules.filter((rule) => names.includes(rule.name));
  const leaving = found.filter(({ state }) => state === 'DELETING' || state === 'DELETING_RESULTS');
  if (leaving.length > 0)
    left.push({
      reason: `rules are still being deleted: ${leaving.map((rule) => rule.name).join(', ')}`,
      pending: true,
    });
  else if (had.rules && names.length > 0 && found.length === names.length)
    left.push({ reason: `rules are still there: ${names.join(', ')}`, pending: false });
  return left;
}
