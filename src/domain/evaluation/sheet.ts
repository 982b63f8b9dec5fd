import type { KnownFacts } from '../contact.ts';
import { mailBansOf } from '../lead/mail-bans.ts';
import { gotInTouchAt, lastSendAt } from '../nurture/open-touches.ts';
import type { CompiledModel } from '../rules/compile.ts';
import type { FactView } from '../rules/condition.ts';
import type { PersonaMatch } from '../rules/explicit.ts';
import { decodeFacts } from '../rules/fact-values.ts';
import { noSums } from '../rules/score.ts';
import { type Calendar, inTimeZone } from '../time/calendar.ts';
import { personClock } from '../time/person-clock.ts';
import { parseInstant } from '../time/time.ts';

/**
 * What a model finds in the facts of a contact, as far as time does not change it. Ripen computes a
 * sheet once for all instants of a walk.
 */
export type Sheet = {
  readonly compiled: CompiledModel;
  /** the facts, with the values that this model reads decoded */
  readonly facts: KnownFacts & Pick<FactView, 'decoded'>;
  /**
   * milli-points by rule, then by group, of the explicit rules whose points time does not change;
   * 0 for all others
   */
  readonly steady: readonly number[];
  readonly steadySums: readonly number[];
  readonly personaAt: (facts: FactView, now: number) => PersonaMatch;
  readonly isBarred: (facts: FactView, now: number) => boolean;
  /** why correspondence is forbidden: labels of HubSpot's bans and of the model's rules */
  readonly forbiddenBy: (facts: FactView, now: number) => readonly string[];
  readonly createdAt: number | null;
  /** when HubSpot last sent an e-mail, and when somebody last got in touch, as far as known */
  readonly outreach: readonly number[];
  /** when the person may be written to, by their own clocks */
  readonly mail: Calendar;
};

export function sheetOf(compiled: CompiledModel, known: KnownFacts): Sheet {
  const facts = { ...known, decoded: decodeFacts(compiled, known) };
  const persona = compiled.personas.isTimed ? null : compiled.personas.best(facts, 0);
  const steady = new Array<number>(compiled.labels.length).fill(0);
  const steadySums = noSums(compiled);
  for (const place of compiled.steadyExplicit) {
    const { group, milliAt } = compiled.explicit[place]!;
    const milli = milliAt(facts, 0, persona?.match ?? 0);
    steady[place] = milli;
    steadySums[group]! += milli;
  }
  const isBarred = compiled.never.some((test) => test.edges === null && test.holds(facts, 0));
  const bans = mailBansOf(facts.contact);
  const forbidding = compiled.noCorrespondence.map(({ test }) => (test.edges === null ? test.holds(facts, 0) : null));
  const isForbidden = bans.length > 0 || forbidding.some((holds) => holds !== false);
  return {
    compiled,
    facts,
    steady,
    steadySums,
    personaAt: persona === null ? compiled.personas.best : () => persona,
    isBarred: (view, now) => isBarred || compiled.never.some(({ edges, holds }) => edges !== null && holds(view, now)),
    forbiddenBy: (view, now) => {
      if (!isForbidden) return NOTHING;
      const held = compiled.noCorrespondence.filter(({ test }, index) => forbidding[index] ?? test.holds(view, now));
      const unnamed = bans.filter((ban) => !held.some(({ names }) => names.includes(ban)));
      return [...unnamed, ...held].map(({ label }) => label);
    },
    createdAt: parseInstant(facts.contact['createdate']),
    outreach: outreachOf(facts),
    mail: mailCalendar(compiled.mail, facts),
  };
}

function outreachOf(facts: KnownFacts): readonly number[] {
  const sentAt = lastSendAt(facts.contact);
  return [...(sentAt === null ? [] : [sentAt]), ...gotInTouchAt(facts)];
}

function mailCalendar(mail: Calendar, { contact, lead }: KnownFacts): Calendar {
  const clock = personClock(contact['hs_timezone'], lead['country']);
  return clock.from === 'account' ? mail : inTimeZone(mail, clock.timeZone, clock.spreadHours);
}

const NOTHING: readonly string[] = [];
