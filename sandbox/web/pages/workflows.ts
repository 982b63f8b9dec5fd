import { type Html, html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import type { ActionMeta, InputField } from '../workflow/action-meta.ts';
import type { Choice, Enrolment, Run } from '../workflow/workflow.ts';
import { nameOf } from './contact-values.ts';
import { instant, type Page } from './layout.ts';
import { pageOf } from './paging.ts';

const SHOWN_ENROLMENTS = 25;
const RUNS_A_PAGE = 5;

/** The actions to choose from, the chosen one's form, and the history of what was run. */
export async function workflowsPage(parts: WebParts, query: URLSearchParams): Promise<Page> {
  const action = parts.actions.find(({ uid }) => uid === query.get('action')) ?? parts.actions[0];
  const contacts = query.get('contacts') ?? '';
  const choices = action ? await choicesOf(parts, action) : [];
  const { shown: runs, pager } = pageOf(parts.workflow.runs(), '/workflows', query, RUNS_A_PAGE);
  const body = html`<h1>Workflows</h1>
<p>Enrols contacts in one custom action of the app, signed as HubSpot signs, and keeps the history.</p>
<div class="workflow">
<nav class="box" aria-label="Actions"><h2>Actions</h2><ul>${parts.actions.map(
    ({ uid, config }) =>
      html`<li><a href="/workflows?action=${uid}&contacts=${contacts}"${uid === action?.uid ? html` aria-current="true"` : ''}>${config.labels.en.actionName}</a></li>`,
  )}</ul></nav>
${action ? enrolForm(action, choices, contacts, query) : html`<p>The app offers no action.</p>`}
</div>
<h2>History</h2>
${runs.length === 0 ? html`<p>Nothing was run yet.</p>` : runs.map((run) => runTable(parts, run))}
${pager}`;
  return { title: 'Workflows', section: '/workflows', body };
}

type FieldChoices = readonly (readonly [InputField, readonly Choice[] | undefined])[];

const choicesOf = ({ workflow }: WebParts, action: ActionMeta): Promise<FieldChoices> =>
  Promise.all(action.config.inputFields.map(async (field) => [field, await workflow.choices(action, field)] as const));

function enrolForm({ uid, config }: ActionMeta, fields: FieldChoices, contacts: string, query: URLSearchParams): Html {
  const { actionName, actionDescription } = config.labels.en;
  return html`<form class="box" method="post" action="/workflows/${uid}/enrol"><h2>${actionName}</h2>
<p>${actionDescription}</p>
<label>Contacts: ids with commas, or “all” <input name="contacts" value="${contacts}" required placeholder="101, 102"></label>
${fields.map(([field, choices]) => fieldOf(config.labels.en, field, choices, query))}
<button class="primary">Enrol</button></form>`;
}

const HTML_TYPES: Readonly<Record<string, string>> = { number: 'number', date: 'date', datetime: 'datetime-local' };

function fieldOf(
  labels: ActionMeta['config']['labels']['en'],
  { typeDefinition: { name, type, fieldType }, isRequired }: InputField,
  choices: readonly Choice[] | undefined,
  query: URLSearchParams,
): Html {
  const label = html`${labels.inputFieldLabels[name] ?? name}${isRequired ? '' : ' (optional)'}`;
  const help = labels.inputFieldDescriptions[name];
  const required = isRequired ? html` required` : '';
  const hint = help ? html`<small id="help-${name}">${help}</small>` : '';
  const described = help ? html` aria-describedby="help-${name}"` : '';
  const multiple = fieldType === 'checkbox' ? html` multiple` : '';
  if (choices) {
    return html`<label>${label} <select name="${name}"${required}${multiple}${described}>${isRequired || multiple ? '' : html`<option value=""></option>`}${choices.map(
      ({ value, label: text }) =>
        html`<option value="${value}"${query.get(name) === value ? html` selected` : ''}>${text}</option>`,
    )}</select></label>${hint}`;
  }
  const kind = fieldType === 'textarea' ? 'text' : (HTML_TYPES[type] ?? 'text');
  return html`<label>${label} <input type="${kind}" name="${name}" value="${query.get(name) ?? ''}"${required}${described}></label>${hint}`;
}

const STATES: Readonly<Record<Enrolment['state'], string>> = {
  sending: 'Sending',
  succeeded: 'Succeeded',
  failed: 'Failed, goes on',
  waiting: 'Waiting for the app',
  completed: 'Completed by the app',
};

function runTable({ sandbox }: WebParts, { id, action, inputs, at, enrolments }: Run): Html {
  const { actionName, outputFieldLabels } = action.config.labels.en;
  const given = Object.entries(inputs).map(([name, value]) => `${name} = ${value}`);
  const rows = enrolments.slice(0, SHOWN_ENROLMENTS);
  return html`<section class="box" aria-label="Run ${id}"><h3>${id}. ${actionName}</h3>
<p>${instant(at)} · ${enrolments.length} ${enrolments.length === 1 ? 'contact' : 'contacts'}${given.length > 0 && ` · ${given.join(', ')}`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="History of run ${id}">
<table><thead><tr><th scope="col">Contact</th><th scope="col">State</th><th scope="col">History</th><th scope="col">Outputs</th></tr></thead>
<tbody>${rows.map(({ contactId, state, line, outputs }) => {
    const record = sandbox.portal().records.contacts.get(contactId);
    const told = Object.entries(outputs).filter(([name, value]) => value !== '' && !name.startsWith('hs_'));
    return html`<tr><th scope="row"><a href="/contacts/${contactId}">${record ? nameOf(record) : contactId}</a></th><td>${STATES[state]}</td><td>${line ?? '–'}</td><td>${
      told.length === 0
        ? '–'
        : html`<details><summary>${told.length} outputs</summary><ul class="outputs">${told.map(([name, value]) => html`<li>${outputFieldLabels[name] ?? name}: <strong>${value}</strong></li>`)}</ul></details>`
    }</td></tr>`;
  })}</tbody></table></div>
${enrolments.length > SHOWN_ENROLMENTS && html`<p>The first ${SHOWN_ENROLMENTS} are shown.</p>`}</section>`;
}
