import {
  type Activity,
  type DealFacts,
  type Decisions,
  type HoldOut,
  type Memory,
  NO_DEALS,
  type Properties,
} from '../../../src/domain/contact.ts';
import type { Evaluation } from '../../../src/domain/evaluation/evaluate.ts';
import { mergeMemories } from '../../../src/domain/evaluation/merge-memories.ts';
import type { CompiledModel } from '../../../src/domain/rules/compile.ts';
import { advanceFully } from './advance-fully.ts';
import { known } from './arbitraries.ts';

/** New facts and activities of a contact at one time. */
export type News = {
  readonly contact?: Properties;
  readonly deals?: Partial<DealFacts>;
  readonly did?: readonly Activity[];
  readonly decisions?: Decisions;
};

/** A contact through time: gets news, and keeps the evaluations of the engine. */
export function story(compiled: CompiledModel, holdOuts: readonly HoldOut[] = []) {
  let facts = known({
    contact: { email: 'ann@company.example', lifecyclestage: 'lead' },
    company: {},
    deals: NO_DEALS,
  });
  let activities: readonly Activity[] = [];
  let dueAt: number | null = null;
  return {
    known: () => ({ memory: facts.memory, activities }),
    /** Merges another contact into this one. */
    absorb(other: {
      readonly known: () => { readonly memory: Memory | null; readonly activities: readonly Activity[] };
    }) {
      const { memory, activities: did } = other.known();
      facts = { ...facts, memory: mergeMemories(facts.memory!, memory!) };
      activities = [...activities, ...did.map((activity) => ({ ...activity, id: `merged ${activity.id}` }))];
      dueAt = null;
    },
    /** Evaluates the contact up to `now`; without news only at instants that are due. */
    at(now: number, news?: News) {
      const { memory, decisions = {}, contact, company, deals } = facts;
      facts = {
        ...known({ contact: { ...contact, ...news?.contact }, company, deals: { ...deals, ...news?.deals } }, memory, {
          ...decisions,
          ...news?.decisions,
        }),
        holdOuts,
      };
      activities = [...activities, ...(news?.did ?? [])];
      const step = advanceFully(compiled, facts, activities, now, { dueAt, news: news !== undefined });
      const last: Evaluation | undefined = step.evaluations.at(-1);
      if (last !== undefined) {
        facts = { ...facts, memory: last.memory };
        dueAt = last.nextChangeAt;
      }
      return {
        last,
        evaluations: step.evaluations,
        touches: step.touchEvents.map(({ kind, event }) => `${kind} ${event}`),
        tasks: step.asks.tasks,
        asked: step.asks.tasks.map(({ kind }) => kind),
        closed: step.asks.closed.map(({ kind, as }) => `${kind} ${as}`),
      };
    },
  };
}

export const occurrence = (signal: string, at: number, detail?: string): Activity => ({
  id: `${signal} ${at}`,
  signal,
  at,
  quantity: 1,
  source: 'test',
  ...(detail !== undefined && { detail }),
});
