import { MAIL_BANS } from '../lead/mail-bans.ts';
import type { Condition, Model } from '../model/model.ts';
import { compileCondition } from '../rules/condition.ts';
import { namesBan } from '../rules/named-bans.ts';
import { HAND_BACK_KINDS, type HandBackKind, HOLD_OUT_TRACKS, TOUCH_TRACKS, type TouchTrack } from '../words.ts';
import { AGREEMENT_EN } from './agreement-words/en.ts';
import { type AgreementLanguage, type AgreementSpeech, agreementSpeech, type Saying } from './agreement-words/words.ts';

/**
 * The agreement of marketing and sales in sentences. Its numbers come from the model, so the engine
 * works by them.
 */
export type Agreement = readonly { readonly title: string; readonly sentences: readonly string[] }[];

/**
 * Writes the agreement of a model. `nameOf`: the name of an owner of the account, by id. Texts of
 * the model itself, such as labels, are not translated.
 */
export function agreementOf(
  model: Model,
  nameOf: (ownerId: string) => string,
  language: AgreementLanguage = 'en',
): Agreement {
  const { qualification, ready, returns } = model;
  const speech = agreementSpeech(language);
  const { say } = speech;
  const sections: readonly (readonly [title: Saying, sentences: readonly string[]])[] = [
    ['purpose', [model.agreement.purpose, ...(model.agreement.bothSign === true ? [say('both_sign')] : [])]],
    ['what_mql', levelOf(model, 'mql', speech)],
    ['what_sql', levelOf(model, 'sql', speech)],
    [
      'neither',
      qualification.never.length === 0
        ? []
        : [...qualification.never.map(({ label }) => `${label}.`), say('overruled')],
    ],
    ['shown_before', ready.map(({ label }) => `${label}.`)],
    ['sales_does', salesDoes(model, nameOf, speech)],
    ['who_gets', routingOf(model, nameOf, speech)],
    ['marketing_does', marketingDoes(model, speech)],
    ['gone_quiet', dormantSegments(model, speech)],
    ['handed_back', handBacks(model, speech)],
    [
      'customers',
      [
        say('customer_leaves'),
        ...returns.map(({ label }) => say('lead_again', { label: language === 'en' ? lowerFirst(label) : label })),
      ],
    ],
    ['forbidden', [...forbidding(model).map((label) => `${label}.`), say('never_and_silent'), say('wins')]],
  ];
  return sections
    .filter(([, sentences]) => sentences.length > 0)
    .map(([title, sentences]) => ({ title: say(title), sentences }));
}

/** What forbids correspondence: the bans that no model can leave out, and the model's own rules. */
function forbidding({ noCorrespondence }: Model): readonly string[] {
  const rules = noCorrespondence.map(({ label, when }) => ({ label, test: compileCondition(when) }));
  const unnamed = MAIL_BANS.filter((ban) => !rules.some(({ test }) => namesBan(test, ban)));
  return [...unnamed, ...rules].map(({ label }) => label);
}

function levelOf({ qualification, signals }: Model, level: 'mql' | 'sql', speech: AgreementSpeech): readonly string[] {
  const { say, days, quoted } = speech;
  const { enter, leave } = qualification[level];
  const direct = signals.filter(({ qualifies }) => qualifies === level).map(({ label }) => quoted(label));
  return [
    say('by_score', { thresholds: thresholds(enter, speech) }),
    ...(direct.length === 0
      ? []
      : [say('by_signal', { days: days(qualification.signalDays), signals: direct.join(', ') })]),
    say('by_decision'),
    say(`stays_${level}`, { thresholds: thresholds(leave, speech) }),
  ];
}

function thresholds(gate: Model['qualification']['mql']['enter'], { say, listed }: AgreementSpeech): string {
  const parts = (['combined', 'explicit', 'implicit'] as const).flatMap((score) => {
    const points = gate[score];
    return points === undefined ? [] : [say(score, { points })];
  });
  return say('thresholds', { scores: listed(parts) });
}

function salesDoes(model: Model, nameOf: (ownerId: string) => string, speech: AgreementSpeech): string[] {
  const { say, hours } = speech;
  const { response, touch, agreement, calendar } = model;
  return [
    ...(response === undefined ? [] : answersBy(model, response, nameOf, speech)),
    say('touch_within', { hours: hours(touch.lateAfterWorkingHours) }),
    ...agreement.sales.map((promise) => `${promise}.`),
    say('working_hours', {
      days: weekdays(calendar.workingDays, speech),
      from: calendar.from,
      to: calendar.to,
      zone: calendar.timeZone ?? say('account_zone'),
      closed: holidays(calendar.holidays, speech),
    }),
  ];
}

function answersBy(
  { signals }: Model,
  response: NonNullable<Model['response']>,
  nameOf: (ownerId: string) => string,
  { say, hours, quoted }: AgreementSpeech,
): string[] {
  const handRaises = signals.filter(({ qualifies }) => qualifies === 'sql').map(({ label }) => quoted(label));
  const { workingHours, escalateAfterWorkingHours, escalateTo, task } = response;
  const escalation =
    escalateTo === undefined
      ? say('reminded_again')
      : 'owner' in escalateTo
        ? say('is_told', { name: nameOf(escalateTo.owner) })
        : say('to_queue', { queue: escalateTo.queue });
  return [
    say('answers_sql', { hours: hours(workingHours), task: quoted(task) }),
    ...(handRaises.length === 0 ? [] : [say('answers_raise', { signals: handRaises.join(', ') })]),
    say('answers_awake'),
    say('unanswered', { hours: hours(escalateAfterWorkingHours), what: escalation }),
  ];
}

function routingOf({ routing }: Model, nameOf: (ownerId: string) => string, { say }: AgreementSpeech): string[] {
  const { automatic, territories, fallbackOwner } = routing;
  return [
    say('keeps_owner'),
    say(automatic ? 'owner_at_once' : 'owner_by_workflow'),
    ...territories.map(({ label, owners: named }) => {
      const shares = named.map(({ id, weight, capacity }) => {
        const share = named.some((other) => other.weight !== weight) ? say('share', { weight }) : '';
        return `${nameOf(id)}${share}${capacity === undefined ? '' : say('at_most', { capacity })}`;
      });
      const owners = shares.join('; ');
      return say('territory', { label, owners: named.length === 1 ? owners : say('in_turn', { owners }) });
    }),
    fallbackOwner === undefined ? say('no_fallback') : say('fallback', { name: nameOf(fallbackOwner) }),
  ];
}

/** The English name of a track that has touches; any other text stays as it is. */
export const trackName = (track: string): string =>
  (TOUCH_TRACKS as readonly string[]).includes(track) ? AGREEMENT_EN[`track_${track as TouchTrack}`] : track;

function marketingDoes({ cadence, touch, dormancy, agreement, holdOut }: Model, speech: AgreementSpeech): string[] {
  const { say, days, listed } = speech;
  const rhythmsOfTracks = TOUCH_TRACKS.flatMap((track) => {
    const each = (cadence[track] ?? []).map((rhythm) => rhythmWords(rhythm, speech));
    if (each.length === 0) return [];
    const places = { track: say(`track_${track}`), rhythms: listed(each), days: days(dormancy.mqlProgrammeDays) };
    return [say(track === 'mql_nurture' ? 'programme_ends' : 'programme', places)];
  });
  const leftOut = HOLD_OUT_TRACKS.flatMap((track) => {
    const share = holdOut?.[track] ?? 0;
    return share === 0 ? [] : [say('left_out', { track: say(`track_${track}`), share: `${share}` })];
  });
  return [
    ...rhythmsOfTracks,
    ...leftOut,
    say('gap', { days: days(touch.minimumGapDays) }),
    say(touch.weekends ? 'mail_hours' : 'mail_hours_working_days', {
      from: touch.from,
      to: touch.to,
      days: days(touch.graceDays),
    }),
    ...agreement.marketing.map((promise) => `${promise}.`),
  ];
}

function rhythmWords(
  { kind, everyDays, firstAfterDays, times, before }: NonNullable<Model['cadence']['customer']>[number],
  speech: AgreementSpeech,
): string {
  const { say, days, quoted } = speech;
  const what = say(kind);
  const after = (count: number) => say('after', { days: days(count) });
  const from = before && say('before', { days: days(before.days), field: quoted(before.field) });
  if (times === 1) return say('once', { what, when: from ?? after(firstAfterDays ?? everyDays) });
  const isAsUsual = firstAfterDays === undefined || firstAfterDays === everyDays;
  const when = from ?? (isAsUsual ? undefined : after(firstAfterDays));
  return say('again_and_again', {
    what,
    every: everyInWords(everyDays, speech),
    first: when === undefined ? '' : say('first', { when }),
    times: times === undefined ? '' : say('times', { count: times }),
  });
}

const RHYTHMS = [1, 7, 14, 21, 28, 30, 61, 91, 122, 182, 365, 730] as const;

/**
 * A rhythm in everyday words; with the days if the words are not exact: `every month (30 days)`.
 */
function everyInWords(everyDays: number, { say, days }: AgreementSpeech): string {
  const rhythm = RHYTHMS.find((days) => days === everyDays);
  if (rhythm === undefined) return say('every_days', { days: days(everyDays) });
  const every = say(`every_${rhythm}`);
  return rhythm < 30 || rhythm % 365 === 0 ? every : say('every_exactly', { every, days: days(rhythm) });
}

function dormantSegments({ dormancy }: Model, { say, days }: AgreementSpeech): string[] {
  const { sqlSilentDays, mqlProgrammeDays, mqlSilentDays, unqualifiedSilentDays } = dormancy;
  return [
    say('quiet_lost'),
    say('quiet_sql', { days: days(sqlSilentDays) }),
    say('quiet_mql', { programme: days(mqlProgrammeDays), days: days(mqlSilentDays) }),
    say('quiet_unqualified', { days: days(unqualifiedSilentDays) }),
    say('quiet_ends'),
  ];
}

const ANSWERED_NO: Readonly<Partial<Record<HandBackKind, Saying>>> = {
  no_budget: 'no_budget',
  no_authority: 'no_authority',
  no_need: 'no_need',
  bad_timing: 'no_timeline',
};
const RETURNED = 'returned_by_sales';
const RETURNING: readonly HandBackKind[] = ['not_interested', 'not_reached'];

function handBacks(model: Model, { say, days, listed }: AgreementSpeech): string[] {
  const effectOf = (kind: HandBackKind): string => {
    const question = ANSWERED_NO[kind];
    const effects = [
      ...(question === undefined ? [] : [say(question)]),
      ...model.explicit.flatMap((rule) =>
        'when' in rule && rule.off !== true && readsHandBack(rule.when, kind)
          ? [say('points_explicit', { points: signed(rule.points) })]
          : [],
      ),
      ...(RETURNING.includes(kind)
        ? model.implicit.flatMap((rule) =>
            rule.off !== true && 'signals' in rule && 'points' in rule && rule.signals.includes(RETURNED)
              ? [say('points_implicit', { points: signed(rule.points) })]
              : [],
          )
        : []),
    ];
    return say('back_because', {
      reason: say(`back_${kind}`),
      effects: effects.length === 0 ? say('only_noted') : listed(effects),
    });
  };
  return [
    say('back_to_mql'),
    ...HAND_BACK_KINDS.map(effectOf),
    say('reason_counts', { days: days(model.handBackDays) }),
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

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

/** `Monday to Friday` for three or more days in a row; otherwise all days. */
function weekdays(numbers: readonly number[], { say, listed, weekday }: AgreementSpeech): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const names = sorted.map(weekday);
  const inARow = sorted.every((day, index) => index === 0 || day === (sorted[index - 1] ?? 0) + 1);
  return inARow && names.length > 2
    ? say('day_range', { from: names[0] ?? '', to: names.at(-1) ?? '' })
    : listed(names);
}

/** `, closed on 1 January and 25 December 2026`; of many holidays only their number. */
function holidays(dates: readonly string[], { say, listed, date }: AgreementSpeech): string {
  if (dates.length === 0) return '';
  if (dates.length > 15) return say('closed_often', { count: dates.length });
  return say('closed_on', { dates: listed(dates.map(date)) });
}
