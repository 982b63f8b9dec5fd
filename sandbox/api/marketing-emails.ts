import { problems } from '../http/problem.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { MarketingEmail } from '../portal/marketing-emails.ts';
import { type ApiCall, limitParam, listParam } from './call.ts';

/** https://developers.hubspot.com/docs/api-reference/latest/marketing/marketing-emails/get-emails */
export function listMarketingEmails(call: ApiCall): Reply {
  call.requireScopes('content');
  const limit = limitParam(call.query, 10, 100);
  const start = Number(call.query.get('after') ?? 0);
  const all = [...call.portal.emails.values()];
  const end = start + limit;
  return ok({
    total: all.length,
    ...(end < all.length ? { paging: { next: { after: `${end}` } } } : {}),
    results: all.slice(start, end).map(emailIn),
  });
}

const emailIn = ({ id, name }: MarketingEmail) => ({
  id,
  name,
  subject: name,
  state: 'AUTOMATED',
  type: 'AUTOMATED_EMAIL',
  subcategory: 'automated',
  sendOnPublish: false,
  isPublished: true,
  archived: false,
  content: { templatePath: '@hubspot/email/dnd/welcome.html' },
  from: { fromName: 'Acme', replyTo: 'news@acme.example' },
  to: { suppressGraymail: true },
});

/**
 * https://developers.hubspot.com/docs/api-reference/latest/marketing/marketing-emails/statistics/get-statistics
 * Of e-mails that were sent in the span.
 */
export function mailStatistics(call: ApiCall): Reply {
  call.requireScopes('content');
  const asked = listParam(call.query, 'emailIds');
  const [from, until] = ['startTimestamp', 'endTimestamp'].map((name) => instantIn(call, name)) as [number, number];
  const found = [...call.portal.emails.values()]
    .filter(({ id }) => asked.length === 0 || asked.includes(id))
    .map((email) => ({ ...email, sends: email.sends.filter(({ at }) => at >= from && at < until) }))
    .filter(({ sends }) => sends.length > 0);
  return ok({
    emails: found.map(({ id }) => Number(id)),
    aggregate: dataOf(found.flatMap(({ sends }) => sends)),
    campaignAggregations: {},
  });
}

function instantIn({ query }: ApiCall, name: string): number {
  const text = query.get(name) ?? '';
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(at))
    throw problems.invalid(`${name} must be an instant in ISO 8601, got ${text}`);
  return at;
}

function dataOf(sends: MarketingEmail['sends']) {
  const [sent, open, click] = [
    sends.length,
    sends.filter(({ opened }) => opened).length,
    sends.filter(({ clicked }) => clicked).length,
  ];
  const ratio = (part: number) => (sent === 0 ? 0 : (100 * part) / sent);
  return {
    counters: { sent, delivered: sent, open, click, bounce: 0, unsubscribed: 0 },
    ratios: { deliveredratio: ratio(sent), openratio: ratio(open), clickratio: ratio(click) },
    deviceBreakdown: {},
    qualifierStats: {},
  };
}
