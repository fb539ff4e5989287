import { mapBounded } from '../concurrency/map-bounded.js';
import { recorderName } from '../desired/names.js';
import { ruleNames } from '../model/catalog.js';
import type { Emit } from '../model/events.js';
import type { AccountLook, NotSeen, Observed, SeenTarget, TargetLook } from '../model/observed.js';
import { type AccountId, targetKey } from '../model/target.js';
import { LookRefused } from './look-refused.js';
import type { AccountScope, ScopedTarget } from './look-scope.js';
import type { ConfigReadPort, MemberSession, MembersPort } from './ports.js';

const concurrentAccounts = 16;
const concurrentTargets = 4;

/** Looks at each account and target of the scope, no more of it than the scope says. */
export async function observeAccounts(
  scope: readonly AccountScope[],
  members: MembersPort,
  emit: Emit,
  signal: AbortSignal,
): Promise<Pick<Observed, 'accounts' | 'targets'>> {
  const accounts = new Map<AccountId, AccountLook>();
  const targets = new Map<string, TargetLook>();
  const total = scope.reduce((sum, account) => sum + account.targets.length, 0);
  await mapBounded(scope, concurrentAccounts, async (account) => {
    signal.throwIfAborted();
    const session = await orNotSeen(() => members.look(account.accountId));
    accounts.set(account.accountId, await lookAtAccount(account, session));
    await mapBounded(account.targets, concurrentTargets, async (scoped) => {
      const { target } = scoped;
      signal.throwIfAborted();
      const look = 'seen' in session ? session : await orNotSeen(() => lookAtTarget(session, scoped));
      targets.set(targetKey(target), look);
      emit({ code: 'looking', done: targets.size, total });
    });
  });
  return { accounts, targets };
}

async function lookAtAccount(account: AccountScope, session: MemberSession | NotSeen): Promise<AccountLook> {
  if ('seen' in session) return session;
  const { role } = session;
  if (!account.serviceLinkedRole) return { seen: true, role, serviceLinkedRole: 'not-looked' };
  return orNotSeen(async () => ({
    seen: true,
    role,
    serviceLinkedRole: await session.hasServiceLinkedRole(),
  }));
}

async function lookAtTarget(session: MemberSession, scoped: ScopedTarget): Promise<SeenTarget> {
  const { target, depth, stackId } = scoped;
  const config = session.config(target.region);
  const status = await config.recorderStatus();
  const rules = await lookAtRules(session, scoped, status !== undefined);
  if (status === undefined) return { ...(await whereNoneIs(session, scoped)), ...rules };
  // Who stopped a recorder of ours may have taken its channel too.
  const isSuspect = stackId !== undefined && !status.recording;
  if (depth === 'status' && !isSuspect)
    return { seen: true, recorder: { ...status, settings: undefined }, channel: 'not-looked', ...rules };
  const settings = await config.recorderSettings();
  const channel = await lookAtChannel(config, stackId !== undefined);
  const stack = await whoseStack(session, scoped, status.name);
  return { seen: true, recorder: { ...status, settings }, channel, ...stack, ...rules };
}

/** Beside a stack that could not be made a recorder was there before; beside one that is there it came later. */
async function whoseStack(
  session: MemberSession,
  { target: { region }, stackId, isStanding }: ScopedTarget,
  recorder: string,
): Promise<Pick<SeenTarget, 'recorderStack'>> {
  if (isStanding || stackId === undefined || recorder === recorderName) return {};
  return { recorderStack: (await session.hasStack(stackId, region)) ? 'there' : 'deleted' };
}

type RulesSeen = Pick<SeenTarget, 'rules' | 'rulesStack'>;

/**
 * Without a recorder AWS Config takes no managed rule, but those that are there stay: CloudFormation would fail on one of
 * the same name, or put ours over it. No source says which of the two, so rules are looked for there too. Most such places
 * have none: a question by name would be refused, and the list asked for after all.
 */
async function lookAtRules(
  session: MemberSession,
  { target: { region }, rules: asked, rulesStackId }: ScopedTarget,
  withRecorder: boolean,
): Promise<RulesSeen> {
  const config = session.config(region);
  if (asked !== 'all') {
    if (asked.length === 0) return { rules: 'not-looked' };
    if (withRecorder) return { rules: await config.rules(asked) };
    return { rules: (await config.allRules()).filter(({ name }) => asked.includes(name)) };
  }
  const found = await config.allRules();
  const ours = found.filter(({ name }) => ruleNames.some((one) => one === name));
  if (ours.length === 0 && rulesStackId !== undefined)
    return { rules: found, rulesStack: (await session.hasStack(rulesStackId, region)) ? 'there' : 'deleted' };
  const failures = await config.failuresOf(ours.map(({ name }) => name));
  return { rules: found.map((rule) => ({ ...rule, failure: failures.get(rule.name) })) };
}

/** Where somebody else's channel delivers to is nobody's business. */
async function lookAtChannel(config: ConfigReadPort, isOurs: boolean): Promise<SeenTarget['channel']> {
  const status = await config.channelStatus();
  return status && isOurs ? { ...status, settings: await config.channelSettings() } : status;
}

/** Where a stack of ours made a recorder that is gone, what is left of it says how it can be put back. */
async function whereNoneIs(
  session: MemberSession,
  { target: { region }, stackId }: ScopedTarget,
): Promise<Omit<SeenTarget, 'rules'>> {
  const nothing = { seen: true, recorder: undefined } as const;
  if (stackId === undefined) return { ...nothing, channel: 'not-looked' };
  const channel = await lookAtChannel(session.config(region), true);
  if (channel !== undefined) return { ...nothing, channel };
  const recorderStack = (await session.hasStack(stackId, region)) ? 'there' : 'deleted';
  return { ...nothing, channel, recorderStack };
}

/** What AWS refuses is an answer about the account or target; every other error goes through. */
export async function orNotSeen<T>(look: () => Promise<T>): Promise<T | NotSeen> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof LookRefused) return error.toNotSeen();
    throw error;
  }
}
