import { observe, uncertainBehaviours } from '../activity/observe.ts';
import type { Layout } from '../activity/places.ts';
import type { KnownFacts } from '../contact.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { advance } from './advance.ts';

/**
 * The properties whose history must be read before Ripen can judge an old contact. There are none
 * if qualification, segment and track are the same in three cases: all activities whose dates are
 * uncertain happened as early as possible, as late as possible, or evenly in between (which may
 * count for more than either, since limits hold per day).
 */
export function historyNeeded(compiled: CompiledModel, facts: KnownFacts, when: number): readonly string[] {
  const uncertain = uncertainBehaviours(compiled.model, facts.contact);
  if (uncertain.length === 0) return [];
  const decide = (layout: Layout): string => {
    const activities = observe(compiled.model, null, facts.contact, when, { layout });
    const { last } = advance(compiled, facts, activities, when, { dueAt: null, news: true });
    return `${last?.qualification} ${last?.segment} ${last?.track}`;
  };
  const decisions = new Set((['even', 'earliest', 'latest'] as const).map(decide));
  return decisions.size === 1 ? [] : uncertain;
}
