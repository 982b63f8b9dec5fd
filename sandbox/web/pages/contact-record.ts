import { OBJECT_TYPES } from '../../portal/object-types.ts';
import type { Portal } from '../../portal/portal.ts';
import type { CrmRecord } from '../../portal/records.ts';
import { ACTIVITIES } from '../activities.ts';
import { type Html, html } from '../html.ts';
import { type CardBundle, sceneOf, type WebParts } from '../parts.ts';
import { labelOf, nameOf, shown } from './contact-values.ts';
import type { Page } from './layout.ts';

const GROUPS: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['About', ['email', 'jobtitle', 'company', 'country', 'lifecyclestage', 'hubspot_owner_id']],
  [
    'Ripen',
    [
      'ripen_score',
      'ripen_explicit_score',
      'ripen_implicit_score',
      'ripen_grade',
      'ripen_qualification',
      'ripen_dormant_segment',
      'ripen_nurture_track',
      'ripen_next_touch_at',
      'ripen_next_touch_kind',
      'ripen_do_not_contact',
      'ripen_scored_at',
    ],
  ],
  ['BANT', ['ripen_bant_budget', 'ripen_bant_authority', 'ripen_bant_need', 'ripen_bant_timeline']],
  [
    'Behaviour',
    [
      'hs_analytics_num_page_views',
      'hs_email_open',
      'hs_email_click',
      'recent_conversion_event_name',
      'hs_analytics_last_timestamp',
    ],
  ],
];

/** One contact: properties to the left, cards in the middle and to the right, as on a record. */
export function contactRecordPage(parts: WebParts, record: CrmRecord): Page {
  const portal = parts.sandbox.portal();
  const cards = (location: CardBundle['location']) =>
    parts.bundles.filter((bundle) => bundle.location === location).map((bundle) => cardBox(parts, bundle, record.id));
  const body = html`<h1>${nameOf(record)}</h1>
<p>${record.properties['jobtitle'] ?? 'No job title'}, ${record.properties['company'] ?? 'no company'} · contact ${record.id} · <a href="/workflows?contacts=${record.id}">Enrol in a workflow action</a></p>
<div class="record">
<section id="properties" aria-label="Properties">${properties(portal, record)}</section>
<div class="middle">${cards('crm.record.tab')}</div>
<div class="side">
${cards('crm.record.sidebar')}
<section class="box"><h2>Let the contact do something</h2>
<form method="post" action="/contacts/${record.id}/activities" class="buttons">${ACTIVITIES.map(
    ({ label }, index) => html`<button name="activity" value="${index}">${label}</button>`,
  )}</form></section>
</div>
</div>`;
  return { title: nameOf(record), section: '/', body, script: true };
}

function properties(portal: Portal, record: CrmRecord): Html {
  const { id, properties: values } = record;
  const lists = portal.lists.of(id);
  const linked = OBJECT_TYPES.filter((type) => type === 'deals' || type === 'tasks').flatMap((type) =>
    portal.associations.of('contacts', id, type).flatMap(({ toId }) => portal.records[type].get(toId) ?? []),
  );
  return html`${GROUPS.map(
    ([title, names]) =>
      html`<div class="box"><h2>${title}</h2><dl>${names.map(
        (name) => html`<div><dt>${labelOf(portal, name)}</dt><dd>${shown(portal, name, values[name])}</dd></div>`,
      )}</dl></div>`,
  )}
<div class="box"><h2>Lists</h2>${lists.length === 0 ? html`<p>In no list.</p>` : html`<ul>${lists.map((list) => html`<li><a href="/lists/${list.id}">${list.name}</a></li>`)}</ul>`}</div>
<div class="box"><h2>Deals and tasks</h2>${linked.length === 0 ? html`<p>None.</p>` : html`<ul>${linked.map(linkedLine)}</ul>`}</div>`;
}

const linkedLine = ({ properties }: CrmRecord): Html =>
  properties['hs_task_subject'] === undefined
    ? html`<li>Deal: ${properties['dealname'] ?? ''}, ${properties['dealstage'] ?? ''}</li>`
    : html`<li>Task: ${properties['hs_task_subject']}, ${properties['hs_task_status'] ?? ''}, due ${(properties['hs_timestamp'] ?? '').slice(0, 10)}</li>`;

/** The frame in which the preview's host puts a card. */
export const cardBox = (
  parts: WebParts,
  bundle: CardBundle,
  contactId: string,
  how?: Parameters<typeof sceneOf>[3],
): Html =>
  html`<section class="box card" aria-label="${bundle.title} card"><h2>${bundle.title}</h2>
<div class="card-body" data-scene="${JSON.stringify(sceneOf(parts, bundle, contactId, how))}"></div>
<p class="mark">Preview of the app card: not HubSpot’s drawing</p></section>`;
