import { observe, uncertainBehaviours } from '../activity/observe.ts';
import type { Layout } from '../activity/places.ts';
import { timelineOf } from '../activity/timeline.ts';
import type { Activity, KnownFacts, Memory, Properties } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { arrivals, unwatched } from './advance.ts';
import { assess } from './assess.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { prepare, type Subject } from './subject.ts';

/**
 * The properties whose history must be read before Ripen can judge an old contact. There are none
 * if qualification, segment and track are the same in three cases: all activities whose dates are
 * uncertain happened as early as possible, as late as possible, or evenly in between (which may
 * count for more than either, since limits hold per day). `know`: is called only if it matters.
 */
export function historyNeeded(
  compiled: CompiledModel,
  contact: Properties,
  when: number,
  know: () => KnownFacts,
): readonly string[] {
  const uncertain = uncertainBehaviours(compiled.model, contact);
  if (uncertain.length === 0) return [];
  const sheet = sheetOf(compiled, know());
  const decide = (layout: Layout) => decisionAt(sheet, observe(compiled.model, null, contact, when, { layout }), when);
  const even = decide('even');
  return even === decide('earliest') && even === decide('latest') ? [] : uncertain;
}

/** What `advance` decides at first sight, without what it shows and when it would change. */
export function decisionAt(sheet: Sheet, activities: readonly Activity[], now: number): string {
  const { compiled, facts } = sheet;
  const timeline = timelineOf(compiled, activities);
  let memory: Memory | null = null;
  let subject: Subject | undefined;
  let decision = '';
  for (const at of arrivals(compiled, facts, timeline, now, true)) {
    subject = prepare(sheet, timeline, memory, at, subject);
    const assessment = assess(subject, at);
    memory = unwatched(assessment.memory, now);
    decision = `${assessment.qualification} ${assessment.dormancy?.segment ?? null} ${assessment.track}`;
  }
  return decision;
}
