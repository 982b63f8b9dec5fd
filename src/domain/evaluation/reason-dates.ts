import type { Activity, Decisions, KnownFacts, Memory } from '../contact.ts';
import type { Condition } from '../model/document/condition.ts';
import type { Model } from '../model/model.ts';
import { own } from '../own.ts';
import { compileImplicitRule } from '../rules/implicit.ts';
import { dayOf, parseInstant } from '../time/time.ts';
import { BANT_QUESTIONS } from '../words.ts';

/** When and how often the things happened for which a rule gives points. Instants are ms. */
export type ReasonDates = { readonly first: number; readonly last: number; readonly times: number };

/** Where the dates come from. */
type Known = {
  readonly facts: Pick<KnownFacts, 'contact' | 'company'>;
  readonly memory: Pick<Memory, 'bant' | 'lastActivityAt'>;
  readonly decisions: Decisions | null;
  readonly activities: readonly Pick<Activity, 'signal' | 'at' | 'quantity'>[];
};

/**
 * The dates behind the points of a rule: of the occurrences that still count, of the BANT answer or
 * hand-back that it reads, or of a date property that it asks for. null: unknown, as for most
 * properties.
 */
export function reasonDates(model: Model, ruleId: string, known: Known, now: number): ReasonDates | null {
  const implicit = model.implicit.find(({ id }) => id === ruleId);
  if (implicit !== undefined) {
    if ('afterSilentDays' in implicit) return once(known.memory.lastActivityAt);
    const { memoryDays } = compileImplicitRule(implicit, model);
    const counted = known.activities.filter(
      ({ signal, at }) => implicit.signals.includes(signal) && at <= now && dayOf(now) - dayOf(at) < memoryDays,
    );
    if (counted.length === 0) return null;
    const instants = counted.map(({ at }) => at);
    const times = counted.reduce((sum, { quantity }) => sum + quantity, 0);
    return { first: Math.min(...instants), last: Math.max(...instants), times };
  }
  const explicit = model.explicit.find(({ id }) => id === ruleId);
  if (explicit === undefined || !('when' in explicit)) return null;
  const instants = datesIn(explicit.when, known).filter((at) => at <= now);
  return instants.length === 0 ? null : once(Math.max(...instants));
}

const once = (at: number | null): ReasonDates | null => (at === null ? null : { first: at, last: at, times: 1 });

function datesIn(condition: Condition, known: Known): number[] {
  if ('all' in condition) return condition.all.flatMap((part) => datesIn(part, known));
  if ('any' in condition) return condition.any.flatMap((part) => datesIn(part, known));
  if ('not' in condition) return [];
  const { field } = condition;
  const question = BANT_QUESTIONS.find((name) => field === `lead.bant_${name}`);
  const { facts, memory, decisions } = known;
  if (question !== undefined) return present(memory.bant[question]?.at);
  if (field === 'lead.hand_back') return present(decisions?.handedBackAt);
  if (!('withinDays' in condition)) return [];
  const ofCompany = field.startsWith('company.') ? field.slice('company.'.length) : null;
  return present(parseInstant(ofCompany === null ? own(facts.contact, field) : own(facts.company, ofCompany)));
}

const present = (at: number | null | undefined): number[] => (at === null || at === undefined ? [] : [at]);
