import type { ExtendRecorder, StartRecorder } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { Decisions } from './decisions.js';
import type { Situation } from './situation.js';

/** Starts and extensions, through the roles of the member stack. */
export function recorderActions(
  situation: Situation,
  { start, extend }: Pick<Decisions, 'start' | 'extend'>,
  idsOf: ReadonlyMap<string, readonly string[]>,
): readonly (StartRecorder | ExtendRecorder)[] {
  const memberActions = ({ accountId }: Target): readonly string[] => {
    const member = situation.stackSetFor('member', accountId);
    return (member && idsOf.get(member.name)) ?? [];
  };
  const extensions = extend.map(({ target, recorder, differences }): ExtendRecorder => ({
    type: 'extend-recorder',
    id: `extend-recorder/${targetKey(target)}`,
    dependsOn: memberActions(target),
    destructive: false,
    target,
    recorder,
    differences,
  }));
  const extended = new Set(extensions.map(({ id }) => id));
  const starts = start.map(({ target, recorder }): StartRecorder => {
    const extension = `extend-recorder/${targetKey(target)}`;
    return {
      type: 'start-recorder',
      id: `start-recorder/${targetKey(target)}`,
      dependsOn: [...memberActions(target), ...(extended.has(extension) ? [extension] : [])],
      destructive: false,
      target,
      recorder,
    };
  });
  return [...extensions, ...starts];
}
