import { type Html, html } from '../sandbox/web/html.ts';
import { instant } from '../sandbox/web/pages/layout.ts';
import type { ExtraPage } from '../sandbox/web/parts.ts';
import type { Violation } from '../src/domain/nurture/correspondence.ts';
import { correspondenceSummary, violations } from '../src/store/ledgers/correspondence.ts';
import { countTouches, missedTouches } from '../src/store/ledgers/touches.ts';
import { auditCorrespondence, auditSentence } from '../src/use-cases/audits/audit-correspondence.ts';
import { whyUnmet } from '../src/use-cases/audits/audit-touches.ts';
import type { World } from './world.ts';

/* What the ledgers prove, as pages of the sandbox portal's web site. */

const SHOWN = 50;

export function ledgerPages({ sandbox, app }: Pick<World, 'sandbox' | 'app'>): ExtraPage[] {
  const { db } = app.database;
  const period = () => ({ portalId: sandbox.portal().settings.id, since: 0 });

  async function noCorrespondence(): Promise<Html> {
    const { portalId, since } = period();
    const found: Violation[] = [];
    const audit = await auditCorrespondence(
      {
        summary: () => correspondenceSummary(db, { portalId, since }),
        violations: () => violations(db, { portalId, since }),
      },
      { since, now: sandbox.clock.now() },
      (violation) => found.length < SHOWN && found.push(violation),
    );
    return html`<h1>No correspondence</h1>
<p>Compares every send that HubSpot reports with the times in which the contact was excluded from correspondence.</p>
<p class="box"><strong>${auditSentence(audit)}</strong></p>
${
  found.length > 0 &&
  table(
    'Sends to excluded contacts',
    ['Contact', 'Sent', 'Campaign', 'Excluded since', 'By'],
    found.map((v) => [
      contactLink(v.contactId),
      instant(v.at),
      v.campaign ?? 'without a name',
      instant(v.since),
      v.rules.join('; '),
    ]),
  )
}${audit.violations > SHOWN && html`<p>The first ${SHOWN} are shown; <code>npm run audit:correspondence</code> names all.</p>`}`;
  }

  async function touches(): Promise<Html> {
    const [counts, unmet] = await Promise.all([countTouches(db, period()), missedTouches(db, period(), SHOWN)]);
    return html`<h1>Touches</h1>
<p>Which touches were due, and what became of each. An e-mail is done when HubSpot reports a send. A touch by hand is done when HubSpot shows that somebody reached the contact.</p>
${
  counts.length === 0
    ? html`<p>No touch was due yet. Advance the clock.</p>`
    : table(
        'Touches by track',
        ['Track', 'How', 'State', 'Touches'],
        counts.map((c) => [c.track, how(c.kind), c.state, c.touches]),
      )
}
${
  unmet.length > 0 &&
  table(
    'Due, and did not happen',
    ['Contact', 'Track', 'How', 'Due', 'State', 'Cause'],
    unmet.map((t) => [contactLink(t.contactId), t.track, how(t.kind), instant(t.dueAt), t.state, whyUnmet(t)]),
  )
}`;
  }

  return [
    { path: '/no-correspondence', title: 'No correspondence', body: noCorrespondence },
    { path: '/touches', title: 'Touches', body: touches },
  ];
}

const how = (kind: 'email' | 'manual'): string => (kind === 'email' ? 'by e-mail' : 'by hand');
const contactLink = (id: number): Html => html`<a href="/contacts/${id}">${id}</a>`;

function table(title: string, heads: readonly string[], rows: readonly (readonly (Html | string | number)[])[]): Html {
  return html`<h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
