import type { Servers } from '../support/real-servers.ts';
import type { Row } from './row.ts';

const SECOND = 1_000;
/** The calls that HubSpot allows a marketplace app. */
const QUOTA = { calls: 110, ms: 10 * SECOND };

/** Row 4: the first reading of an account whose HubSpot answers after `answerMs`. */
export async function firstReading(
  { sandbox, reading, pool }: Servers,
  contacts: number,
  answerMs: number,
): Promise<Row> {
  const { counts } = sandbox.calls.summary();
  const callsTo = (method: string, route: RegExp) =>
    counts.filter((one) => one.method === method && route.test(one.route));
  const all = counts.filter(({ route }) => /^\/crm\/objects\//.test(route)).reduce((sum, { count }) => sum + count, 0);
  const { rows: linked } = await pool.query<{ companies: number; deals: number }>(`
    select (select count(distinct facts ->> 'companyId') from contact)::int as companies,
      (select count(distinct id) from contact, jsonb_array_elements_text(facts -> 'dealIds') as id)::int as deals`);
  const { companies, deals } = linked[0]!;
  const hundreds = (count: number) => Math.ceil(count / 100);
  const fewest = 2 * hundreds(contacts) + hundreds(companies) + hundreds(deals);
  const began = Math.min(...callsTo('GET', /\/objects\/[^/]+\/\{objectType\}$/).map(({ firstAt }) => firstAt));
  const ended = Math.max(...callsTo('POST', /batch\/update$/).map(({ lastAt }) => lastAt));
  const shortest = Math.floor((fewest - 1) / QUOTA.calls) * QUOTA.ms;
  const ofQuota =
    shortest < 10 * QUOTA.ms
      ? 'which tells nothing of the quota: it lets so few calls go at once'
      : `of ${shortest / SECOND} s that the quota takes for the fewest calls: ${(shortest / (ended - began)).toFixed(2)}`;
  return {
    row: 4,
    measure: `first reading of ${contacts} contacts, answers after ${answerMs} ms, processor of the server alone`,
    goal: "≥ 4,000 contacts a CPU-second, ≥ 0.98 of the fewest calls, ≥ 0.95 of the quota's time",
    got: `${Math.round(contacts / reading.cpuSeconds)} a CPU-second, set-up included; ${all} calls for records, of ${fewest} at the fewest (companies and deals by the hundred too): ${(fewest / all).toFixed(2)}; from the first page to the last write ${((ended - began) / SECOND).toFixed(1)} s, ${ofQuota}`,
  };
}
