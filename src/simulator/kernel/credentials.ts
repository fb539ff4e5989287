import { letters } from './random.js';
import type { Caller, SeededRandom } from './contract.js';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface KnownCredentials extends Credentials {
  readonly caller: Caller;
  /** Wall time, ms since the epoch: credentials and signatures live in real time. */
  readonly expiresAt: number | undefined;
}

/**
 * Access keys and sessions. They are kept out of the world's state and its random numbers, so that two runs that
 * differ only in how often they assumed a role end in the same state.
 */
export class CredentialStore {
  readonly #random: SeededRandom;
  readonly #wallNow: () => number;
  readonly #byKey = new Map<string, KnownCredentials>();

  constructor(random: SeededRandom, wallNow: () => number) {
    this.#random = random;
    this.#wallNow = wallNow;
  }

  /** A user's long-lived access key. */
  issueAccessKey(caller: Caller): KnownCredentials {
    return this.#keep({
      accessKeyId: `AKIA${letters(this.#random, 16)}`,
      secretAccessKey: this.#random.hex(40),
      caller,
      expiresAt: undefined,
    });
  }

  /** A role session's credentials. */
  issueSession(
    caller: Caller,
    seconds: number,
  ): KnownCredentials & { readonly sessionToken: string; readonly expiresAt: number } {
    const credentials = {
      accessKeyId: `ASIA${letters(this.#random, 16)}`,
      secretAccessKey: this.#random.hex(40),
      sessionToken: Buffer.from(this.#random.hex(192), 'hex').toString('base64'),
      caller,
      expiresAt: this.#wallNow() + seconds * 1000,
    };
    this.#keep(credentials);
    return credentials;
  }

  find(accessKeyId: string): KnownCredentials | undefined {
    return this.#byKey.get(accessKeyId);
  }

  isExpired(credentials: KnownCredentials): boolean {
    return credentials.expiresAt !== undefined && credentials.expiresAt <= this.#wallNow();
  }

  #keep(credentials: KnownCredentials): KnownCredentials {
    this.#byKey.set(credentials.accessKeyId, credentials);
    return credentials;
  }
}
