import { createSample, type Sample } from '../../sandbox/sample/sample.ts';

/**
 * Long runs, asked for by `RIPEN_WHOLE=1`: the whole sample and whole files, where a run of every
 * day takes some of each kind.
 */
export const WHOLE = process.env['RIPEN_WHOLE'] !== undefined;

/** The sample with some contacts of each story: for tests that need one of each, not a crowd. */
export function fewOfEach(now: number, few = 3): Sample {
  const { contacts, ...rest } = createSample(now);
  const stories = Map.groupBy(contacts, ({ story }) => story);
  return { ...rest, contacts: [...stories.values()].flatMap((told) => told.slice(0, WHOLE ? told.length : few)) };
}
