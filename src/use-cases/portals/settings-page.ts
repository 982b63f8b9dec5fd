import type { Settings, SettingsView } from '../../../cards/settings/contract.ts';
import type { Model } from '../../domain/model/model.ts';
import { agreementOf, programmeName } from '../../domain/sales/agreement.ts';
import type { Account } from '../../domain/sync/account.ts';
import type { WritePart, WriteRule } from '../../domain/sync/write-rules.ts';
import { DAY } from '../../domain/time/time.ts';
import type { TouchKind } from '../../domain/words.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import { accountProblems } from './account-problems.ts';
import { parkedSentence, ruleSentence } from './what-failed.ts';

/** What the settings page needs to know; every answer is local. Instants are ms since 1970. */
export type SettingsPorts = {
  /** null: the portal is unknown */
  readonly findPortal: (portalId: number) => Promise<{
    readonly status: 'installing' | 'active' | 'disconnected';
    readonly modelVersion: number | null;
    readonly uiDomain: string | null;
    readonly account: Pick<Account, 'owners' | 'problems'>;
    /** HubSpot refuses to renew our access; null: it does not */
    readonly grant: object | null;
  } | null>;
  readonly model: (portalId: number, version: number) => Promise<Model>;
  readonly countTouches: (period: Period) => Promise<
    readonly {
      readonly state: 'open' | 'late' | 'done' | 'missed' | 'cancelled';
      readonly touches: number;
    }[]
  >;
  readonly missedCauses: (period: Period) => Promise<Settings['touches']['causes']>;
  readonly latestUnmet: (
    period: Period,
    limit: number,
  ) => Promise<
    readonly {
      readonly contactId: number;
      readonly programme: string;
      readonly kind: TouchKind;
      readonly state: 'missed' | 'late';
      readonly dueAt: number;
      readonly cause: string | null;
    }[]
  >;
  readonly countExcluded: (portalId: number) => Promise<number>;
  /** `firstAt`: when the ledger begins; null: it is empty */
  readonly correspondence: (period: Period) => Promise<{ readonly firstAt: number | null; readonly excluded: number }>;
  readonly violations: (period: Period) => AsyncIterable<{
    readonly contactId: number;
    readonly at: number;
    readonly campaign: string | null;
    readonly since: number;
    readonly rules: readonly string[];
  }>;
  readonly ready: (portalId: number) => Promise<{
    readonly count: number;
    readonly reasons: Settings['ready']['reasons'];
    readonly contacts: readonly { readonly contactId: number; readonly why: string }[];
  }>;
  readonly quality: (portalId: number) => Promise<Settings['quality']>;
  readonly parked: (
    portalId: number,
  ) => Promise<
    readonly { readonly what: string; readonly error: string; readonly count: number; readonly since: number }[]
  >;
  readonly writeRules: (portalId: number) => Promise<readonly WriteRule[]>;
  /** contacts whose stage or owner waits, and tasks */
  readonly waiting: (
    portalId: number,
  ) => Promise<readonly { readonly part: WritePart; readonly value: string; readonly count: number }[]>;
};

type Period = { readonly portalId: number; readonly since: number };

/** What is counted: long enough for a quarterly touch, short enough that it can still be mended. */
const TOUCHES_MS = 91 * DAY;
const AUDIT_MS = 365 * DAY;
/** Of lines that are told one by one. */
const SHOWN = 20;

/** Everything that the settings page shows of a portal, read-only. */
export async function lookAtSettings(ports: SettingsPorts, portalId: number, now: number): Promise<SettingsView> {
  const portal = await ports.findPortal(portalId);
  if (portal === null) return { state: 'not_set_up' };
  const problems = accountProblems(portal);
  const found = problems.length === 0 ? {} : { problems };
  if (portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up', ...found };
  const model = await ports.model(portalId, portal.modelVersion);
  const contactOf = (id: number) => ({
    id,
    url: `https://${portal.uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/record/0-1/${id}`,
  });
  return {
    state: 'ok',
    now,
    ...found,
    model: { name: model.name, version: portal.modelVersion },
    agreement: agreementOf(model, ownerNames(portal.account)).map(({ title, sentences }) => ({
      title,
      sentences: [...sentences],
    })),
    touches: await touchesOf(ports, { portalId, since: now - TOUCHES_MS }, contactOf),
    correspondence: await correspondenceOf(ports, { portalId, since: now - AUDIT_MS }, now, contactOf),
    ready: await readyOf(ports, portalId, contactOf),
    quality: await ports.quality(portalId),
    ...(await attentionOf(ports, portalId)),
  };
}

/** Rules of the account that something waits for, and what is parked. */
async function attentionOf(ports: SettingsPorts, portalId: number): Promise<Pick<Settings, 'attention'>> {
  const waiting = await ports.waiting(portalId);
  const rules = (await ports.writeRules(portalId)).flatMap((rule) => {
    const count = waiting.find(({ part, value }) => part === rule.part && value === rule.value)?.count ?? 0;
    return count === 0 ? [] : [{ ...ruleSentence(rule), count, since: rule.since }];
  });
  const parked = (await ports.parked(portalId)).map(({ what, error, count, since }) => ({
    ...parkedSentence(what, error),
    count,
    since,
  }));
  const attention = [...rules, ...parked];
  return attention.length === 0 ? {} : { attention };
}

type ContactOf = (id: number) => { id: number; url: string };

async function touchesOf(ports: SettingsPorts, period: Period, contactOf: ContactOf): Promise<Settings['touches']> {
  const counts = { open: 0, late: 0, done: 0, missed: 0, cancelled: 0 };
  for (const { state, touches } of await ports.countTouches(period)) counts[state] += touches;
  const latest = await ports.latestUnmet(period, SHOWN);
  return {
    since: period.since,
    ...counts,
    causes: await ports.missedCauses(period),
    latest: latest.map(({ contactId, programme, kind, state, dueAt, cause }) => ({
      contact: contactOf(contactId),
      programme: programmeName(programme),
      kind,
      state,
      dueAt,
      cause,
    })),
  };
}

async function correspondenceOf(
  ports: SettingsPorts,
  period: Period,
  now: number,
  contactOf: ContactOf,
): Promise<Settings['correspondence']> {
  const { firstAt, excluded } = await ports.correspondence(period);
  const violations: Settings['correspondence']['violations'] = [];
  let sends = 0;
  for await (const { contactId, at, campaign, since, rules } of ports.violations(period)) {
    sends += 1;
    violations.push({ contact: contactOf(contactId), at, campaign, excludedSince: since, rules: [...rules] });
    if (violations.length > SHOWN) violations.shift();
  }
  const watchedSince = Math.max(firstAt ?? now, period.since);
  return {
    excluded: await ports.countExcluded(period.portalId),
    contacts: excluded,
    days: Math.floor((now - watchedSince) / DAY),
    sends,
    violations: violations.reverse(),
  };
}

async function readyOf(ports: SettingsPorts, portalId: number, contactOf: ContactOf): Promise<Settings['ready']> {
  const { count, reasons, contacts } = await ports.ready(portalId);
  return { count, reasons, contacts: contacts.map(({ contactId, why }) => ({ contact: contactOf(contactId), why })) };
}
