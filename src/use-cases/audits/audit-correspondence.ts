import type { Violation } from '../../domain/nurture/correspondence.ts';
import { DAY } from '../../domain/time/time.ts';

/*
 * Proves that no excluded contact got marketing e-mail: it compares every send that HubSpot
 * reported with the exclusions at that instant. Instants are ms since 1970 UTC.
 */

export type AuditPorts = {
  readonly summary: (since: number) => Promise<{
    /** when the ledger begins; null: it is empty */
    readonly firstAt: number | null;
    /** contacts excluded at some time of the period */
    readonly excluded: number;
    readonly sends: number;
  }>;
  /** oldest first, as many as there are */
  readonly violations: (since: number) => AsyncIterable<Violation>;
};

export type CorrespondenceAudit = {
  /** contacts that were excluded at some time of the period */
  readonly contacts: number;
  /** whole days of the period, from when the ledger begins */
  readonly days: number;
  /** all sends of the period, to excluded contacts or others */
  readonly sends: number;
  readonly violations: number;
};

/**
 * Audits from `since` to `now`. It passes each violation to `found` at once, since there may be
 * more than fit into memory.
 */
export async function auditCorrespondence(
  ports: AuditPorts,
  period: { readonly since: number; readonly now: number },
  found: (violation: Violation) => void,
): Promise<CorrespondenceAudit> {
  let violations = 0;
  for await (const violation of ports.violations(period.since)) {
    found(violation);
    violations += 1;
  }
  const { firstAt, excluded, sends } = await ports.summary(period.since);
  const from = Math.max(period.since, firstAt ?? period.now);
  return { contacts: excluded, days: Math.max(0, Math.floor((period.now - from) / DAY)), sends, violations };
}

/** `2,000 contacts, 365 days, 0 sends to excluded contacts (12,000 sends looked at)` */
export function auditSentence({ contacts, days, sends, violations }: CorrespondenceAudit): string {
  const said = [
    counted(contacts, 'contact'),
    counted(days, 'day'),
    `${counted(violations, 'send')} to excluded contacts`,
  ];
  return `${said.join(', ')} (${counted(sends, 'send')} looked at)`;
}

/**
 * `contact 7: “Spring offer” sent 2027-03-01 08:00 UTC, excluded since 2027-02-01 09:00 UTC (Opted
 * out of e-mail)`
 */
export function violationSentence({ contactId, at, campaign, since, rules }: Violation): string {
  const what = campaign === null ? 'an e-mail without a name' : `“${campaign}”`;
  return `contact ${contactId}: ${what} sent ${minute(at)}, excluded since ${minute(since)} (${rules.join('; ')})`;
}

/** `1 day`, `2,000 contacts` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** `2027-03-01 08:00 UTC` */
export const minute = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
