import type { OperationResult, OperationStatus, StackSetsWritePort } from '../../src/apply/ports.js';
import { targetKey, type Target } from '../../src/model/target.js';

interface FakeOperation {
  readonly id: string;
  /** Answered one after the other; the last one stays. */
  readonly statuses: OperationStatus[];
  readonly results: readonly OperationResult[];
}

/** The StackSets port by hand: each operation goes through the statuses it was given. */
export class FakeCloudFormation implements StackSetsWritePort {
  readonly operations: FakeOperation[] = [];
  readonly started: {
    readonly id: string;
    readonly accounts: readonly string[];
    readonly filter: string | undefined;
  }[] = [];
  /** Why a target fails, by targetKey. */
  readonly failing = new Map<string, string>();
  /** Statuses that a started operation goes through. */
  course: readonly OperationStatus[] = ['RUNNING', 'RUNNING', 'SUCCEEDED'];
  region = 'eu-west-1';

  async activateOrganizationsAccess(): Promise<void> {}

  async createStackSet(): Promise<'created'> {
    return 'created';
  }

  async updateStackSet(...[stackSet, , targets, id]: Parameters<StackSetsWritePort['updateStackSet']>) {
    return this.#start(id, targets?.accounts ?? stackSet.accounts, targets?.filter);
  }

  async createInstances(...[, targets, id]: Parameters<StackSetsWritePort['createInstances']>) {
    return this.#start(id, targets.accounts, targets.filter);
  }

  async updateInstances(...[, targets, id]: Parameters<StackSetsWritePort['updateInstances']>) {
    return this.#start(id, targets.accounts, targets.filter);
  }

  async stopAutoDeployment(...[, id]: Parameters<StackSetsWritePort['stopAutoDeployment']>) {
    return this.#start(id, [], undefined);
  }

  async deleteInstances(...[, targets, , id]: Parameters<StackSetsWritePort['deleteInstances']>) {
    return this.#start(id, targets.accounts, targets.filter);
  }

  async deleteStackSet(): Promise<'deleted'> {
    return 'deleted';
  }

  /** Where a deletion failed. */
  async listInstances(): Promise<readonly Target[] | undefined> {
    return [...this.failing.keys()].map((key) => {
      const [accountId = '', region = ''] = key.split('/');
      return { accountId, region };
    });
  }

  async listOperations() {
    return this.operations.map(({ id, statuses }) => ({ id, status: this.#advance(statuses) }));
  }

  async describeOperation(_stackSet: string, id: string) {
    const operation = this.operations.find((other) => other.id === id);
    if (!operation) throw new TypeError(`no operation ${id}`);
    return { id, status: this.#advance(operation.statuses) };
  }

  async operationResults(_stackSet: string, id: string) {
    return this.operations.find((other) => other.id === id)?.results ?? [];
  }

  #advance(statuses: OperationStatus[]): OperationStatus {
    const [first] = statuses;
    if (statuses.length > 1) statuses.shift();
    return first ?? 'FAILED';
  }

  #start(id: string, accounts: readonly string[], filter: string | undefined) {
    this.started.push({ id, accounts, filter });
    const results = accounts.map((accountId): OperationResult => {
      const target: Target = { accountId, region: this.region };
      const reason = this.failing.get(targetKey(target));
      return { ...target, status: reason === undefined ? 'SUCCEEDED' : 'FAILED', reason };
    });
    this.operations.push({ id, statuses: [...this.course], results });
    return 'started' as const;
  }
}
