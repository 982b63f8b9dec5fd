import type { HistoricValue, History } from '../activity/history.ts';
import type { Properties } from '../contact.ts';
import { tookOver } from '../merged.ts';
import { parseInstant } from '../time/time.ts';
import { SENDING_TRACKS, type Track } from '../words.ts';

/*
 * The entries of the ledger of correspondence: when a contact was excluded from all correspondence
 * and by which rules, when it was admitted again, and which sends HubSpot reports. Instants are ms
 * since 1970 UTC.
 */

export type CorrespondenceEntry =
  | { readonly kind: 'excluded'; readonly at: number; readonly rules: readonly string[] }
  | { readonly kind: 'admitted'; readonly at: number }
  | { readonly kind: 'send'; readonly at: number; readonly campaign: string | null };

export type Send = Extract<CorrespondenceEntry, { kind: 'send' }>;

/** A send to a contact that was excluded at that instant. */
export type Violation = {
  readonly contactId: number;
  readonly at: number;
  /** as HubSpot names it; null: it names none */
  readonly campaign: string | null;
  /** when the exclusion began, and the rules of it that held last */
  readonly since: number;
  readonly rules: readonly string[];
};

/** The only rule that behaviour and time decide; facts and decisions decide all others. */
export const SILENCE_RULE = 'Never qualified, and silent';
/**
 * The rule of a contact that somebody put on the no-correspondence track, though no rule forbids to
 * write to it.
 */
export const DECIDED_RULE = 'Kept out of all correspondence by a decision';

/** What an evaluation says of permission. */
type Judged = { readonly at: number; readonly doNotContact: readonly string[]; readonly track: Track };

export type Exclusion = {
  /** one for each change of state or of rules */
  readonly entries: readonly CorrespondenceEntry[];
  /** the rules in force after the last evaluation; null: the contact may be written to */
  readonly excluded: readonly string[] | null;
};

/**
 * What the evaluations of one pass say of permission. `before`: the rules in force until then.
 * Evaluations of the past use the facts of today. So a rule that reads facts or decisions counts
 * only from `knownSince` (the instant of the pass if it read or decided something new, else
 * -Infinity); before that instant the earlier rules count. No send is held against an opt-out that
 * Ripen did not know. At first sight the exclusion begins with the last evaluation, since Ripen did
 * not know the contact earlier.
 */
export function exclusionOf(
  before: readonly string[] | null,
  evaluations: readonly Judged[],
  { knownSince, firstSight }: { readonly knownSince: number; readonly firstSight: boolean },
): Exclusion {
  const entries: CorrespondenceEntry[] = [];
  let excluded = before;
  for (const evaluation of firstSight ? evaluations.slice(-1) : evaluations) {
    const { at } = evaluation;
    const current = rulesOf(evaluation);
    const rules =
      firstSight || at >= knownSince
        ? current
        : [
            ...(before ?? []).filter((rule) => rule !== SILENCE_RULE),
            ...current.filter((rule) => rule === SILENCE_RULE),
          ];
    if (rules.join('\n') === (excluded ?? []).join('\n')) continue;
    entries.push(rules.length > 0 ? { kind: 'excluded', at, rules } : { kind: 'admitted', at });
    excluded = rules.length > 0 ? rules : null;
  }
  return { entries, excluded };
}

function rulesOf({ doNotContact, track }: Judged): readonly string[] {
  return doNotContact.length === 0 && track === 'no_correspondence' ? [DECIDED_RULE] : doNotContact;
}

const SENT_AT = 'hs_email_last_send_date';
const SENT_NAME = 'hs_email_last_email_name';

/**
 * Contact properties that tell of sends of marketing e-mails. For one-to-one mails of sales HubSpot
 * keeps opens, clicks and replies, but no sends.
 */
export const SEND_PROPERTIES = [SENT_AT, SENT_NAME] as const;

/** Whether Ripen must read the history of the send properties, to see more than the latest send. */
export function sendHistoryNeeded(
  excluded: readonly string[] | null,
  before: Properties | null,
  after: Properties,
): boolean {
  return excluded !== null && sendsSeen(before, after).length > 0;
}

/**
 * Sends between two readings, oldest first: the latest one, or all of them if the history of the
 * send properties is given. At first sight there are none, since Ripen did not know the contact
 * when they were sent. After a merge there are none either, since the date may be the other
 * contact's. A send that HubSpot dates after `readAt` was sent when it was read, and hides no later
 * one.
 */
export function sendsSeen(
  before: Properties | null,
  after: Properties,
  history: History = {},
  readAt = Infinity,
): readonly Send[] {
  const sentAtNow = parseInstant(after[SENT_AT]);
  const sentAtBefore = parseInstant(before?.[SENT_AT]);
  if (before === null || sentAtNow === null || sentAtNow === sentAtBefore || tookOver(before, after).length > 0)
    return [];
  const known = sentAtBefore !== null && sentAtBefore <= readAt ? sentAtBefore : -Infinity;
  const last = Math.min(sentAtNow, readAt);
  if (last <= known) return [];
  const sends = new Map([[last, after[SENT_NAME] ?? null]]);
  const stored = (history[SENT_AT] ?? []).toSorted((a, b) => a.at - b.at);
  for (const [index, { value, at }] of stored.entries()) {
    const sentAt = parseInstant(value);
    if (sentAt === null || sentAt <= known || sentAt >= last) continue;
    sends.set(sentAt, nameAt(history[SENT_NAME] ?? [], at, stored[index + 1]?.at ?? Infinity));
  }
  return [...sends].sort(([a], [b]) => a - b).map(([at, campaign]) => ({ kind: 'send', at, campaign }));
}

/** HubSpot stores the two values of one send one after the other. */
const BESIDE_MS = 60_000;

/** The name of the e-mail of a send. HubSpot does not store a name again that has not changed. */
function nameAt(names: readonly HistoricValue[], storedAt: number, nextAt: number): string | null {
  const fitting = names.filter(({ at }) => at <= storedAt + BESIDE_MS && at < nextAt);
  const latest = fitting.reduce<HistoricValue | null>((a, b) => (a !== null && a.at >= b.at ? a : b), null);
  return latest?.value || null;
}

/** Tracks in which a send matters: it is a touch that was due, or a breach of an exclusion. */
const WATCHED_TRACKS: readonly Track[] = ['no_correspondence', ...SENDING_TRACKS];

/**
 * The search for contacts that were sent to since an instant: HubSpot reports no change of the send
 * date by webhook.
 */
export const sendSearch = (since: number) =>
  [
    [
      { propertyName: SENT_AT, operator: 'GTE', value: `${since}` },
      { propertyName: 'ripen_nurture_track', operator: 'IN', values: WATCHED_TRACKS },
    ],
  ] as const;
