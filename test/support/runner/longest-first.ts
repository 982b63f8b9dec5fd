import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, by the table at the end of a run. vitest knows what took how long
 * last time, but not in a fresh clone; begun last, one of these would keep a single core busy.
 */
const LONGEST = [
  'end-to-end/kills.test.ts',
  'end-to-end/year-disturbed.test.ts',
  'end-to-end/data-sets.test.ts',
  'end-to-end/year.test.ts',
  'end-to-end/clock.test.ts',
  'faults/account-rules.test.ts',
  'data-sets/outcome.test.ts',
  'faults/client.test.ts',
  'faults/process.test.ts',
  'end-to-end/onboarding.test.ts',
  'faults/poison.test.ts',
  'end-to-end/operator.test.ts',
];

/** Starts the longest files first, then the others as vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(`/test/${name}`)));
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}
