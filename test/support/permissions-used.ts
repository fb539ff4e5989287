import { Authorizer } from '../../src/simulator/kernel/authorize.js';
import type { Access, Caller, World } from '../../src/simulator/kernel/contract.js';
import { identitySource } from '../../src/simulator/services/iam/identity-source.js';
import { iamOf } from '../../src/simulator/services/iam/state.js';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** What policies of ours offer, and what of it was ever used, each as `role/policy › statement › action`. */
export interface PermissionsUsed {
  readonly used: ReadonlySet<string>;
  /** What the roles of our names and the principals of the world hold by now. */
  offeredIn(world: World): ReadonlySet<string>;
  /** What a session policy holds. */
  offeredTo(text: string): readonly string[];
  /** Ends the watch. */
  stop(): void;
}

/** Watches every decision of every simulator in this process, and keeps which statement allowed what. */
export function watchPermissions(): PermissionsUsed {
  const used = new Set<string>();
  const seen = new Set<string>();
  const isOurs = (role: string) => role.startsWith('orgsecrets-');
  const note = (label: string, text: string, { action, resource }: Access): void => {
    for (const statement of statementsOf(text)) {
      const actions = list(statement.Action).filter((pattern) => like(pattern, action, 'i'));
      const resources = list(statement.Resource).filter((pattern) => like(pattern, resource));
      if (actions.length === 0 || resources.length === 0) continue;
      for (const part of actions) used.add(`${label} › ${statement.Sid} › ${part}`);
    }
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const decide = Authorizer.prototype.decide;
  Authorizer.prototype.decide = function (world: World, caller: Caller, region: string, access: Access) {
    const decision = decide.call(this, world, caller, region, access);
    const role = caller.principalArn.split('/').at(-1) ?? '';
    const once = [caller.principalArn, caller.sessionPolicy, access.action, access.resource].join(' ');
    if (!decision.allowed || caller.type === 'service' || seen.has(once)) return decision;
    seen.add(once);
    if (isOurs(role))
      for (const { name, text } of identitySource.identityOf(world, caller)?.policies ?? [])
        note(labelOf(role, name), text, access);
    if (caller.sessionPolicy !== undefined)
      note(sessionLabel(caller.sessionPolicy), caller.sessionPolicy, access);
    return decision;
  };
  return {
    used,
    offeredIn(world) {
      const accounts = new Set(
        [...world.all({ name: 'iam.account', create: () => ({}) })].map((one) => one.accountId),
      );
      const roles = [...accounts].flatMap((account) => Object.values(iamOf(world, account).roles));
      return new Set(
        roles
          .filter(({ name }) => isOurs(name))
          .flatMap(({ name, inline }) =>
            Object.entries(inline).flatMap(([policy, text]) => offered(labelOf(name, policy), text)),
          ),
      );
    },
    offeredTo(text) {
      return offered(sessionLabel(text), text);
    },
    stop: () => {
      Authorizer.prototype.decide = decide;
    },
  };
}

/** All that a document allows, as it is named in `used`. */
function offered(label: string, text: string): readonly string[] {
  return statementsOf(text).flatMap((statement) =>
    list(statement.Action).map((action) => `${label} › ${statement.Sid} › ${action}`),
  );
}

/** A session policy by its first statement, which the shipped ones have each for itself. */
function sessionLabel(text: string): string {
  return `session ${statementsOf(text)[0]?.Sid}`;
}

function labelOf(role: string, policy: string): string {
  return `${role}/${policy}`;
}

function statementsOf(text: string): readonly Statement[] {
  const { Statement } = JSON.parse(text) as { Statement: readonly Statement[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow');
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Stars only, and policy variables as stars: conditions are the evaluator's business, which has said yes. */
function like(pattern: string, text: string, flags = ''): boolean {
  const source = pattern
    .replace(/\$\{[^}]*\}/g, '*')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`, flags).test(text);
}
