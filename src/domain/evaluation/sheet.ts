import type { KnownFacts } from '../contact.ts';
import { mailBansOf } from '../lead/mail-bans.ts';
import { lastContactedAt, lastSendAt } from '../nurture/open-touches.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { FactView, Test } from '../rules/condition.ts';
import type { PersonaMatch } from '../rules/explicit.ts';
import { type Calendar, inTimeZone } from '../time/calendar.ts';
import { personClock } from '../time/person-clock.ts';
import { parseInstant } from '../time/time.ts';

/**
 * What a model makes of the facts of a contact, as far as time does not change it: computed once
 * for all instants that are evaluated.
 */
export type Sheet = {
  readonly compiled: CompiledModel;
  /** with room for the texts that this model reads */
  readonly facts: KnownFacts & Pick<FactView, 'lower'>;
  /** milli-points by explicit rule; NaN: they depend on the instant */
  readonly explicit: Float64Array;
  readonly personaAt: (facts: FactView, now: number) => PersonaMatch;
  readonly isBarred: (facts: FactView, now: number) => boolean;
  /** why correspondence is forbidden: bans of HubSpot's, and the labels of the model's rules */
  readonly forbiddenBy: (facts: FactView, now: number) => readonly string[];
  readonly createdAt: number | null;
  /** when somebody last wrote to the person and last talked to them, as far as known */
  readonly outreach: readonly number[];
  /** when the person may be written to, by their own clocks */
  readonly mail: Calendar;
};

export function sheetOf(compiled: CompiledModel, known: KnownFacts): Sheet {
  const facts = { ...known, lower: new Array<string | null | undefined>(compiled.slots).fill(undefined) };
  const persona = compiled.personas.edges.some((test) => test.edges !== null) ? null : compiled.personas.best(facts, 0);
  const explicit = new Float64Array(compiled.explicit.length);
  for (let index = 0; index < explicit.length; index++) {
    const { edges, needsPersona, milliAt } = compiled.explicit[index]!;
    const isTimed = edges !== null || (needsPersona && persona === null);
    explicit[index] = isTimed ? Number.NaN : milliAt(facts, 0, persona?.match ?? 0);
  }
  const never = compiled.never.map((test) => timeless(test, facts));
  const bans = mailBansOf(facts.contact);
  const rules = compiled.noCorrespondence.map((rule) => ({ ...rule, holds: timeless(rule.test, facts) }));
  return {
    compiled,
    facts,
    explicit,
    personaAt: persona === null ? compiled.personas.best : () => persona,
    isBarred: (view, now) => never.some((holds) => holds(view, now)),
    forbiddenBy: (view, now) => {
      const held = rules.filter(({ holds }) => holds(view, now));
      const unnamed = bans.filter((ban) => !held.some(({ names }) => names.includes(ban)));
      return [...unnamed, ...held].map(({ label }) => label);
    },
    createdAt: parseInstant(facts.contact['createdate']),
    outreach: outreachOf(facts),
    mail: mailCalendar(compiled.mail, facts),
  };
}

function outreachOf({ contact, decisions }: KnownFacts): readonly number[] {
  return [lastSendAt(contact), lastContactedAt(contact), decisions?.touchedAt ?? null].filter((at) => at !== null);
}

function mailCalendar(mail: Calendar, { contact, lead }: KnownFacts): Calendar {
  const clock = personClock(contact['hs_timezone'], lead['country']);
  return clock.from === 'account' ? mail : inTimeZone(mail, clock.timeZone, clock.spreadHours);
}

/** The test itself if time can change its outcome; else a function that gives the outcome. */
function timeless(test: Test, facts: FactView): Test['holds'] {
  if (test.edges !== null) return test.holds;
  const holds = test.holds(facts, 0);
  return () => holds;
}
