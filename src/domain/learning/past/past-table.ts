import type { History } from '../../activity/history.ts';
import { observe } from '../../activity/observe.ts';
import { historyUntil, valuesThen } from '../../activity/values-then.ts';
import type { Activity, Facts, KnownFacts } from '../../contact.ts';
import { knownFacts } from '../../lead/known-facts.ts';
import type { ReferenceData } from '../../lead/lead-facts.ts';
import type { Model } from '../../model/model.ts';
import { own } from '../../own.ts';
import { parseInstant } from '../../time/time.ts';
import { type Column, DERIVED_FIELDS, newColumn, tellingDerived, watchPoints } from '../collect.ts';
import { ageOf } from '../ranges/ages.ts';
import type { LearningField, LearningTable, PointsInForce } from '../table.ts';
import type { PastDeal } from './outcomes.ts';
import type { PastField } from './past-fields.ts';

/*
 * Makes a table of leads whose outcome is known: each with its facts and behaviour at its landmark,
 * and with its values of today, so that leaks show.
 */

type Sourced = Readonly<
  Record<string, readonly { readonly value: string; readonly at: number; readonly source?: string }[]>
>;

export type PastLead = {
  readonly contact: Sourced;
  readonly company: Sourced;
  readonly deals: readonly PastDeal[];
  /** activities from workflows and imports, which no property shows */
  readonly activities: readonly Activity[];
  readonly bornAt: number;
  readonly landmark: number;
  readonly won: boolean;
  readonly outcomeAt: number;
};

/** When the values of a field were first set. */
export type FieldTimes = {
  /** how many leads have a value now, and how many of them got it after their outcome */
  readonly won: { readonly known: number; readonly after: number };
  readonly lost: { readonly known: number; readonly after: number };
  /** for values after the outcome: how often each source set one */
  readonly sources: Readonly<Record<string, number>>;
};

/** All that learning needs; it can be sent to another thread. */
export type Past = {
  readonly table: LearningTable;
  /** the same fields as they stand now */
  readonly now: readonly LearningField[];
  readonly times: readonly FieldTimes[];
  /** the explicit rules in force that hold together for a lead, each set once */
  readonly patterns: PointsInForce['patterns'];
};

/** The facts of a lead as they stood at an instant. */
function factsAt({ contact, company, deals, bornAt }: PastLead, at: number): Facts {
  const lost = deals.flatMap((deal) => (deal.outcome === 'lost' && deal.at !== null && deal.at <= at ? [deal.at] : []));
  return {
    contact: { ...valuesThen(contact, at), createdate: new Date(bornAt).toISOString() },
    company: valuesThen(company, at),
    deals: {
      open: 0,
      won: 0,
      lost: lost.length,
      lastWonAt: null,
      lastLostAt: lost.length > 0 ? Math.max(...lost) : null,
    },
  };
}

/** The activities of a lead until an instant, as Ripen would have seen them then. */
function activitiesUntil(model: Model, lead: PastLead, facts: Facts, at: number): readonly Activity[] {
  // A history of one value tells nothing of growth; the dates beside the counter tell more.
  const grown: History = Object.fromEntries(Object.entries(lead.contact).filter(([, past]) => past.length > 1));
  return [
    ...observe(model, null, facts.contact, at, { history: historyUntil(grown, at) }),
    ...lead.activities.filter((activity) => activity.at <= at),
  ].sort((a, b) => a.at - b.at);
}

/** All that Ripen would have known of a lead at an instant: the arguments of an evaluation. */
export function knownAt(
  model: Model,
  lead: PastLead,
  at: number,
  referenceData: ReferenceData,
): [known: KnownFacts, activities: readonly Activity[], at: number] {
  const facts = factsAt(lead, at);
  return [knownFacts(facts, referenceData, { memory: null }), activitiesUntil(model, lead, facts, at), at];
}

export function newPastTable({
  model,
  fields,
  referenceData,
}: {
  readonly model: Model;
  readonly fields: readonly PastField[];
  readonly referenceData: ReferenceData;
}) {
  const columns = fields.map(newPastColumn);
  const derived = DERIVED_FIELDS.map((field) => ({ ...field, column: newColumn() }));
  const points = watchPoints(model);
  const won: number[] = [];
  const at: number[] = [];

  return {
    add(lead: PastLead): void {
      const row = won.length;
      const seen = knownAt(model, lead, lead.landmark, referenceData);
      const [known] = seen;
      for (const column of columns) addTo(column, row, lead, known);
      for (const { name, column } of derived) column.set(row, known.lead[name]);
      points.see(...seen);
      won.push(Number(lead.won));
      at.push(lead.bornAt);
    },

    past(): Past {
      const rows = Int32Array.from(won.keys());
      const fieldOf = ({ name, label, isNumber, isDate }: PastField, column: Column): LearningField => ({
        ...{ name, label, isNumber, isFromHistory: true },
        ...(isDate && { isAge: true }),
        texts: column.texts,
        of: column.of(rows),
      });
      const found = tellingDerived(derived, columns).map(({ name, label, column }) => ({
        name: `lead.${name}`,
        label,
        isNumber: false,
        isFromHistory: true as const,
        texts: column.texts,
        of: column.of(rows),
      }));
      return {
        table: {
          leads: won.length,
          won: Uint8Array.from(won),
          fields: [...columns.map((field) => fieldOf(field, field.column)), ...found],
          dates: [],
          at: Float64Array.from(at),
          inForce: won.length === 0 ? null : points.pointsOf(rows),
        },
        now: columns.map((field) => fieldOf(field, field.now)),
        patterns: points.patterns,
        times: columns.map(({ won: ofWon, lost, sources }) => ({ won: ofWon, lost, sources })),
      };
    },
  };
}

type Tally = { known: number; after: number };

/** A field of the table: its values at the landmarks, those of today, and when they came. */
type PastColumn = PastField & {
  readonly column: Column;
  readonly now: Column;
  readonly won: Tally;
  readonly lost: Tally;
  readonly sources: Record<string, number>;
};

const newPastColumn = (field: PastField): PastColumn => ({
  ...field,
  column: newColumn(),
  now: newColumn(),
  won: { known: 0, after: 0 },
  lost: { known: 0, after: 0 },
  sources: {},
});

function addTo(field: PastColumn, row: number, lead: PastLead, known: KnownFacts): void {
  const isCompany = field.name.startsWith('company.');
  const name = isCompany ? field.name.slice('company.'.length) : field.name;
  // Of a date its age counts; that of today's value, too, is reckoned at the landmark.
  const factOf = (text: string | undefined) =>
    field.isDate && text !== undefined ? ageOf(parseInstant(text), lead.landmark) : text;
  field.column.set(row, factOf(own(isCompany ? known.company : known.contact, name)));
  const past = own(isCompany ? lead.company : lead.contact, name) ?? [];
  const present = past.reduce<(typeof past)[number] | undefined>(
    (last, entry) => (last === undefined || entry.at > last.at ? entry : last),
    undefined,
  );
  if (present === undefined || present.value === '') return;
  field.now.set(row, factOf(present.value));
  const first = past.reduce(
    (soonest, entry) => (entry.value !== '' && entry.at < soonest.at ? entry : soonest),
    present,
  );
  const tally = lead.won ? field.won : field.lost;
  tally.known++;
  if (first.at <= lead.outcomeAt) return;
  tally.after++;
  const source = first.source ?? '';
  field.sources[source] = (field.sources[source] ?? 0) + 1;
}
