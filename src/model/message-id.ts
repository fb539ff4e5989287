/** How the ids of our messages begin: what filters tell them apart by, and what a filter of ours is known by. */
export const messageIds = {
  all: 'orgsecrets-',
  changes: 'orgsecrets-change-',
  digests: 'orgsecrets-digest-',
} as const;
