import { MAIL_BANS } from '../lead/mail-bans.ts';
import type { Condition, Model } from '../model/model.ts';
import { compileCondition } from '../rules/condition.ts';
import { namesBan } from '../rules/named-bans.ts';
import { HAND_BACK_KINDS, type HandBackKind, TOUCH_TRACKS, type TouchTrack } from '../words.ts';

/**
 * The agreement of marketing and sales, in sentences. Every number in it is one that the engine
 * works by.
 */
export type Agreement = readonly { readonly title: string; readonly sentences: readonly string[] }[];

/** `nameOf` names an owner of the account by id. Pure: the same model makes the same agreement. */
export function agreementOf(model: Model, nameOf: (ownerId: string) => string): Agreement {
  const { qualification, ready, returns } = model;
  return [
    {
      title: 'Purpose',
      sentences: [
        model.agreement.purpose,
        ...(model.agreement.bothSign === true
          ? ['Another version of this holds only once marketing and sales have signed it.']
          : []),
      ],
    },
    { title: 'What an MQL is', sentences: levelOf(model, 'mql') },
    { title: 'What an SQL is', sentences: levelOf(model, 'sql') },
    {
      title: 'Who is neither',
      sentences:
        qualification.never.length === 0
          ? []
          : [
              ...qualification.never.map(({ label }) => `${label}.`),
              'The decision of a person or a workflow overrules this.',
            ],
    },
    {
      title: 'Who is shown to sales before the score says so',
      sentences: ready.map(({ label }) => `${label}.`),
    },
    { title: 'What sales does, and by when', sentences: salesDoes(model, nameOf) },
    { title: 'Who gets a new SQL', sentences: routingOf(model, nameOf) },
    { title: 'What marketing does', sentences: marketingDoes(model) },
    { title: 'Contacts that have gone quiet', sentences: dormantSegments(model) },
    { title: 'When sales hands a contact back', sentences: handBacks(model) },
    {
      title: 'Customers, and when they come back',
      sentences: [
        'A customer leaves lead nurture and is looked after in the customer programme.',
        ...returns.map(({ label }) => `A lead again: ${lowerFirst(label)}.`),
      ],
    },
    {
      title: 'Who must not be written to',
      sentences: [
        ...forbidding(model).map((label) => `${label}.`),
        'Never qualified and silent.',
        'This wins over every other rule, and every reported e-mail is checked against it.',
      ],
    },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** What forbids correspondence: the bans that no model can leave out, and the model's own rules. */
function forbidding({ noCorrespondence }: Model): readonly string[] {
  const rules = noCorrespondence.map(({ label, when }) => ({ label, test: compileCondition(when) }));
  const unnamed = MAIL_BANS.filter((ban) => !rules.some(({ test }) => namesBan(test, ban)));
  return [...unnamed, ...rules].map(({ label }) => label);
}

const LEVELS = { mql: 'an MQL', sql: 'an SQL' } as const;

function levelOf({ qualification, signals }: Model, level: 'mql' | 'sql'): readonly string[] {
  const { enter, leave } = qualification[level];
  const direct = signals.filter(({ qualifies }) => qualifies === level).map(({ label }) => quoted(label));
  return [
    `By score: ${thresholds(enter)}.`,
    ...(direct.length === 0
      ? []
      : [`At once, for ${days(qualification.signalDays)}, by one of these: ${direct.join(', ')}.`]),
    'By the decision of a person or a workflow.',
    `Stays ${LEVELS[level]} as long as it has ${thresholds(leave)}. Silence alone ends no qualification.`,
  ];
}

const SCORES = { combined: 'in all', explicit: 'for who they are', implicit: 'for what they do' } as const;

function thresholds(gate: Model['qualification']['mql']['enter']): string {
  const parts = (['combined', 'explicit', 'implicit'] as const).flatMap((score) => {
    const atLeast = gate[score];
    return atLeast === undefined ? [] : [`${atLeast} ${SCORES[score]}`];
  });
  return `at least ${listed(parts)}, of 100 points each`;
}

function salesDoes(model: Model, nameOf: (ownerId: string) => string): string[] {
  const { response, touch, agreement, calendar } = model;
  return [
    ...(response === undefined ? [] : answersBy(model, response, nameOf)),
    `Does a touch by hand within ${count(touch.lateAfterWorkingHours, 'working hour')} of its due time; then it is escalated.`,
    ...agreement.sales.map((promise) => `${promise}.`),
    `Working hours are ${weekdays(calendar.workingDays)}, ${calendar.from} to ${calendar.to} (${calendar.timeZone ?? 'time zone of the account'})${holidays(calendar.holidays)}.`,
  ];
}

function answersBy(
  { signals }: Model,
  response: NonNullable<Model['response']>,
  nameOf: (ownerId: string) => string,
): string[] {
  const handRaises = signals.filter(({ qualifies }) => qualifies === 'sql').map(({ label }) => quoted(label));
  const { workingHours, escalateAfterWorkingHours, escalateTo, task } = response;
  const escalation =
    escalateTo === undefined
      ? 'the owner is reminded a second time'
      : 'owner' in escalateTo
        ? `${nameOf(escalateTo.owner)} is told`
        : `it goes to the task queue ${escalateTo.queue}`;
  return [
    `Answers a new SQL within ${count(workingHours, 'working hour')}. Then the owner is reminded: ${quoted(task)}.`,
    ...(handRaises.length === 0
      ? []
      : [
          `Answers as soon whenever an SQL, a contact with an open deal or a customer does one of these: ${handRaises.join(', ')}.`,
        ]),
    'Answers as soon when somebody becomes active again: after a lost deal, as a dormant SQL, or as a dormant MQL with an owner.',
    `After ${count(escalateAfterWorkingHours, 'working hour')} without an answer, ${escalation}.`,
  ];
}

function routingOf({ routing }: Model, nameOf: (ownerId: string) => string): string[] {
  const { automatic, territories, fallbackOwner } = routing;
  return [
    'A contact that has an owner keeps that owner.',
    automatic
      ? 'Everybody else gets an owner at once.'
      : 'Everybody else gets an owner from your own workflow, with the action that routes to sales.',
    ...territories.map(({ label, owners }) => {
      const shares = owners.map(({ id, weight, capacity }) => {
        const share = owners.some((other) => other.weight !== weight) ? `, share ${weight}` : '';
        return `${nameOf(id)}${share}${capacity === undefined ? '' : `, at most ${capacity} open`}`;
      });
      return `${label}: ${owners.length === 1 ? '' : 'in turn '}${shares.join('; ')}.`;
    }),
    fallbackOwner === undefined
      ? 'There is no fallback owner yet: a contact that nobody takes is on the work list “without owner”.'
      : `A contact or a task that nobody takes goes to ${nameOf(fallbackOwner)}, at the latest when the answer is due.`,
  ];
}

const TRACK_NAMES: Readonly<Record<TouchTrack, string>> = {
  mql_nurture: 'MQL, short-term programme',
  dormant_mql: 'MQL gone quiet',
  dormant_sql: 'SQL gone quiet',
  closed_lost_review: 'Lost deal',
  customer: 'Customer',
};

/** The name of a track as people read it; one that is not known any more is shown as it is. */
export const trackName = (track: string): string => (TRACK_NAMES as Readonly<Record<string, string>>)[track] ?? track;

function marketingDoes({ cadence, touch, dormancy, agreement }: Model): string[] {
  const rhythmsOfTracks = TOUCH_TRACKS.flatMap((track) => {
    const rhythms = cadence[track] ?? [];
    if (rhythms.length === 0) return [];
    const each = rhythms.map(rhythmWords);
    const until = track === 'mql_nurture' ? `, for ${days(dormancy.mqlProgrammeDays)}` : '';
    return [`${TRACK_NAMES[track]}: ${listed(each)}${until}.`];
  });
  return [
    ...rhythmsOfTracks,
    `Two touches of a contact are never closer than ${days(touch.minimumGapDays)}.`,
    `E-mail falls due between ${touch.from} and ${touch.to} by the contact's own clock, or by its country's${touch.weekends ? '' : ', on working days only'}. It counts as missed when it was not sent within ${days(touch.graceDays)}.`,
    ...agreement.marketing.map((promise) => `${promise}.`),
  ];
}

function rhythmWords({
  kind,
  everyDays,
  firstAfterDays,
  times,
  before,
}: NonNullable<Model['cadence']['customer']>[number]): string {
  const what = kind === 'email' ? 'an e-mail' : 'a touch by hand';
  const from = before && `${days(before.days)} before ${quoted(before.field)}`;
  if (times === 1) return `${what} once, ${from ?? `after ${days(firstAfterDays ?? everyDays)}`}`;
  const first =
    from !== undefined
      ? `, first ${from}`
      : firstAfterDays === undefined || firstAfterDays === everyDays
        ? ''
        : `, first after ${days(firstAfterDays)}`;
  return `${what} ${everyInWords(everyDays)}${first}${times === undefined ? '' : `, ${times} times`}`;
}

const RHYTHMS: Readonly<Record<number, string>> = {
  1: 'day',
  7: 'week',
  14: 'two weeks',
  21: 'three weeks',
  28: 'four weeks',
  30: 'month',
  61: 'two months',
  91: 'three months',
  122: 'four months',
  182: 'six months',
  365: 'year',
  730: 'two years',
};

/**
 * `every two months (61 days)`: in the words that people use, with the days where these are not
 * plain.
 */
function everyInWords(everyDays: number): string {
  const words = RHYTHMS[everyDays];
  if (words === undefined) return `every ${days(everyDays)}`;
  return everyDays < 30 || everyDays % 365 === 0 ? `every ${words}` : `every ${words} (${days(everyDays)})`;
}

function dormantSegments({ dormancy }: Model): string[] {
  const { sqlSilentDays, mqlProgrammeDays, mqlSilentDays, unqualifiedSilentDays } = dormancy;
  return [
    'Lost deal: a deal was lost, none is open or won, and the contact has done nothing since. Never in automated e-mail.',
    `SQL gone quiet: an SQL without activity for ${days(sqlSilentDays)}.`,
    `MQL gone quiet: the short-term programme has ended (after ${days(mqlProgrammeDays)}, or with the qualification), and there was no activity for ${days(mqlSilentDays)}.`,
    `Never qualified, gone quiet: no activity for ${days(unqualifiedSilentDays)}. Nobody writes to them.`,
    'Any real activity ends this at once, and the owner is told.',
  ];
}

/** The reasons for which sales gives a contact back, in a rep's words. */
const HAND_BACK_REASONS: Readonly<Record<HandBackKind, string>> = {
  no_budget: 'No budget',
  no_authority: 'Cannot decide',
  no_need: 'No need',
  bad_timing: 'Not the right time',
  wrong_fit: 'Does not fit us',
  not_interested: 'Not interested',
  not_reached: 'Could not be reached',
  other: 'Another reason',
};

const ANSWERED_NO: Readonly<Partial<Record<HandBackKind, string>>> = {
  no_budget: 'budget',
  no_authority: 'authority',
  no_need: 'need',
  bad_timing: 'timeline',
};
const RETURNED = 'returned_by_sales';
const RETURNING: readonly HandBackKind[] = ['not_interested', 'not_reached'];

function handBacks(model: Model): string[] {
  const effectOf = (kind: HandBackKind): string => {
    const question = ANSWERED_NO[kind];
    const effects = [
      ...(question === undefined ? [] : [`the question of ${question} is answered with no`]),
      ...model.explicit.flatMap((rule) =>
        'when' in rule && readsHandBack(rule.when, kind) ? [`${signed(rule.points)} points for who they are`] : [],
      ),
      ...(RETURNING.includes(kind)
        ? model.implicit.flatMap((rule) =>
            'signals' in rule && 'points' in rule && rule.signals.includes(RETURNED)
              ? [`${signed(rule.points)} points for what they do`]
              : [],
          )
        : []),
    ];
    return `${HAND_BACK_REASONS[kind]}: ${effects.length === 0 ? 'noted, and no points change' : listed(effects)}.`;
  };
  return [
    'The contact is an MQL again. It cannot be an SQL on the same day, and later only by something new.',
    ...HAND_BACK_KINDS.map(effectOf),
    `The reason counts for ${days(model.handBackDays)}.`,
  ];
}

/** Whether the condition asks for this kind of hand-back, outside of any `not`. */
function readsHandBack(condition: Condition, kind: HandBackKind): boolean {
  if ('all' in condition) return condition.all.some((part) => readsHandBack(part, kind));
  if ('any' in condition) return condition.any.some((part) => readsHandBack(part, kind));
  if ('not' in condition || condition.field !== 'lead.hand_back') return false;
  if ('equals' in condition) return condition.equals === kind;
  return 'oneOf' in condition && condition.oneOf.includes(kind);
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
const days = (number: number): string => count(number, 'day');
const quoted = (text: string): string => `“${text}”`;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `Monday to Friday` for days in a row, else each of them. */
function weekdays(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const names = sorted.map((day) => WEEKDAYS[day - 1] ?? `day ${day}`);
  const inARow = sorted.every((day, index) => index === 0 || day === (sorted[index - 1] ?? 0) + 1);
  return inARow && names.length > 2 ? `${names[0]} to ${names.at(-1)}` : listed(names);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * `, closed on 1 January and 25 December 2026`; a calendar with many holidays says only how many.
 */
function holidays(dates: readonly string[]): string {
  if (dates.length === 0) return '';
  if (dates.length > 15) return `, closed on ${dates.length} holidays`;
  const names = dates.map((text) => {
    const [day, month, year] = text.split('-').reverse();
    return [Number(day), MONTHS[Number(month) - 1], year].filter((part) => part !== undefined).join(' ');
  });
  return `, closed on ${listed(names)}`;
}
