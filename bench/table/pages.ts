import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';
import type { Servers } from '../support/real-servers.ts';
import { quantile, type Row, timed } from './row.ts';

/** Later than this, nothing is left to count. */
const PAUSE_MS = 10_000;

/** Row 10: how fast the card and pages answer. */
export async function cardAndPages(
  { sandbox, publicUrl, pool }: Servers,
  ids: readonly string[],
  contacts: number,
): Promise<Row> {
  const portalId = sandbox.portal().settings.id;
  await keepMonths(pool);
  const signed = (url: string) =>
    signatureHeaders(
      { method: 'GET', url, body: '', secret: sandbox.app.clientSecret, timestamp: sandbox.clock.now() },
      'v2',
    );
  const ask = async (place: string) => {
    const url = `${publicUrl}${place}${place.includes('?') ? '&' : '?'}userId=7&portalId=${portalId}&userEmail=rep%40customer.example&appId=${sandbox.app.appId}`;
    const answer = await fetch(url, { headers: signed(url) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${place}: ${answer.status}`);
  };
  const pages: Readonly<Record<string, () => string>> = {
    card: () => `/cards/score?contactId=${ids[Math.floor(Math.random() * ids.length)]}`,
    overview: () => '/cards/pages',
    funnel: () => '/cards/pages/figures/funnel?months=12',
    settings: () => '/cards/settings',
  };
  const slowest = [];
  for (const [name, place] of Object.entries(pages)) {
    const times: number[] = [];
    for (let n = 0; n < (name === 'card' ? 100 : 20); n++) times.push(await timed(() => ask(place())));
    slowest.push(`${name} ${Math.round(quantile(times, 0.95))} ms`);
  }
  return {
    row: 10,
    measure: `card and pages at ${contacts} contacts, p95`,
    goal: 'card ≤ 100 ms, others ≤ 1 s',
    got: slowest.join(', '),
  };
}

/** Of a large account the server keeps the months, at least once an hour: that is due now. */
async function keepMonths(pool: Servers['pool']): Promise<void> {
  await pool.query(`update job set run_at = 0 where kind = 'figures'`);
  const isDone = async () => {
    // It comes again at once while there are more months.
    const { rows } = await pool.query<{ done: boolean }>(`
      select run_at > extract(epoch from now()) * 1000 + ${PAUSE_MS} as done from job where kind = 'figures'`);
    return rows[0]!.done;
  };
  while (!(await isDone())) await delay(250);
}
