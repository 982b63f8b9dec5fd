import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The projects in the order in which they run. A worker serves one project: files of another in
 * between would end it, and the next one would load and warm up the whole app again. Small files
 * come last, so that no core is idle at the end.
 */
const PROJECTS = ['whole', 'fast-vite', 'fast'];

/**
 * The files that take longest, by the table at the end of a run. vitest knows what took how long
 * last time, but not in a fresh clone; begun last, one of these would keep a single core busy.
 */
const LONGEST = [
  'test/end-to-end/data-sets.test.ts',
  'test/data-sets/outcome.test.ts',
  'test/data-sets/learning.test.ts',
  'test/data-sets/job-titles-europe.test.ts',
  'test/browser/app-pages.test.ts',
  'test/end-to-end/kills.test.ts',
  'test/end-to-end/processes.test.ts',
  'test/end-to-end/year-disturbed.test.ts',
  'test/faults/poison.test.ts',
  'test/end-to-end/year.test.ts',
  'test/faults/account-rules.test.ts',
  'test/faults/process.test.ts',
  'test/end-to-end/demo.test.ts',
  'test/end-to-end/clock.test.ts',
  'test/end-to-end/two-terminals.test.ts',
  'test/browser/cards.test.ts',
  'test/end-to-end/sales.test.ts',
  'test/faults/fault-table.test.ts',
  'test/end-to-end/events.test.ts',
  'test/actions/actions.test.ts',
  'test/browser/pages.test.ts',
  'test/end-to-end/model-kills.test.ts',
  'test/browser/settings.test.ts',
  'src/domain/learning/learn.test.ts',
];

/** Starts the longest files of each project first, then the others as vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const project = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    const length = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at === -1 ? LONGEST.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => project(a) - project(b) || length(a) - length(b));
  }
}
