import { abroad, audit, home, management, sandbox, shop, type Deed } from './deed.js';

const both = `include: [${home}, ${abroad}]`;
const one = `include: [${home}]`;
const isExcluded = /\n {2}exclude:\n {4}- id: '444455556666'\n.*\n/;

/** What is to be covered changes, in both directions. */
export const coverageDeeds = {
  accountMore: {
    what: 'An account should be covered that was left out.',
    disturb: async ({ editOrg }) => editOrg((text) => text.replace(isExcluded, `\n  exclude: []\n`)),
    finds: [`not-covered ${sandbox}/${abroad}`, `not-covered ${sandbox}/${home}`],
  },
  regionLess: {
    what: 'A Region should not be covered any more.',
    disturb: async ({ editOrg }) => editOrg((text) => text.replace(both, one)),
    finds: [
      `aggregator-changed ${audit}/${home}`,
      // StackSets for recorders, rules and forwarding, and those of the management account.
      ...Array.from({ length: 6 }, () => 'surplus /' as const),
      ...[management, audit, shop, sandbox].flatMap((accountId) =>
        Array.from({ length: 3 }, () => `surplus ${accountId}/${abroad}` as const),
      ),
    ],
  },
  regionMore: {
    what: 'A Region should be covered that was left out.',
    disturb: async ({ editOrg }) => editOrg((text) => text.replace(one, both)),
    finds: [
      `aggregator-changed ${audit}/${home}`,
      ...[management, audit, shop, sandbox].map((accountId) => `not-covered ${accountId}/${abroad}` as const),
    ],
  },
} as const satisfies Readonly<Record<string, Deed>>;
