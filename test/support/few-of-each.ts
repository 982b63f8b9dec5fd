import { createSample, type Sample } from '../../sandbox/sample/sample.ts';

const FEW = 3;

/** The sample with three contacts of each story: for tests that need one of each, not a crowd. */
export function fewOfEach(now: number): Sample {
  const { contacts, ...rest } = createSample(now);
  const stories = Map.groupBy(contacts, ({ story }) => story);
  return { ...rest, contacts: [...stories.values()].flatMap((told) => told.slice(0, FEW)) };
}
