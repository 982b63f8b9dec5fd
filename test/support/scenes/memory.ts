import type { Memory } from '../../../src/domain/contact.ts';

/** What Ripen remembers of a contact that it met at an instant and of which nothing is known. */
export const memoryAt = (at: number, more: Partial<Memory> = {}): Memory => ({
  firstSeenAt: at,
  asOf: at,
  watchedSince: at,
  qualification: 'unqualified',
  qualifiedSince: at,
  mqlAt: null,
  sqlAt: null,
  stage: null,
  decision: null,
  segment: null,
  open: [],
  nextTouch: null,
  lastTouch: null,
  bant: {},
  owed: null,
  lookedAt: null,
  lastActivityAt: null,
  ...more,
});
