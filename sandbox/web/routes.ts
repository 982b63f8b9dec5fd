import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { PathPattern } from '../http/route-match.ts';
import type { CrmRecord } from '../portal/records.ts';
import type { BrowserPrograms } from '../preview/build-browser.ts';
import type { FetchAnswer, FetchOptions } from '../preview/protocol.ts';
import { ACTIVITIES } from './activities.ts';
import { appPage, appSettingsPage } from './pages/app-settings.ts';
import { callsPage } from './pages/calls.ts';
import { contactListPage } from './pages/contact-list.ts';
import { contactRecordPage } from './pages/contact-record.ts';
import { nameOf } from './pages/contact-values.ts';
import { layout, type Page } from './pages/layout.ts';
import { listPage, listsPage } from './pages/lists.ts';
import { previewPage } from './pages/preview.ts';
import { workflowsPage } from './pages/workflows.ts';
import type { WebParts } from './parts.ts';

type WebCall = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly bytes: Buffer;
  /** path and query of the page whose button was pressed */
  readonly from: string;
};
export type WebRoute = PathPattern & { readonly handle: (call: WebCall) => Reply | Promise<Reply> };

export type Served = {
  readonly programs: BrowserPrograms;
  readonly styles: Readonly<Record<string, string>>;
  readonly proxy: (url: string, options: FetchOptions) => Promise<FetchAnswer>;
  /** the built file of a card, as it is on disk now */
  readonly bundle: (id: string) => string | undefined;
};

/** All addresses of the sandbox portal's pages. A change is a POST that ends on a page (303). */
export function webRoutes(parts: WebParts, served: Served): WebRoute[] {
  const { sandbox } = parts;
  const contactOf = ({ params }: WebCall): CrmRecord => {
    const record = sandbox.portal().records.contacts.resolve(params['id']!);
    if (!record) throw problems.notFound(`The account has no contact ${params['id']}.`);
    return record;
  };
  const saidAt = (address: string, notice: string): Reply => {
    const next = new URL(address, 'http://web');
    next.searchParams.set('said', notice);
    return seeOther(next.pathname + next.search);
  };
  const settledAt = async (address: string, said: string): Promise<Reply> => {
    const done = await parts.settled();
    return saidAt(address, done ? said : `${said} The app is still working: reload in a moment.`);
  };
  const show = (page: Page, { query }: WebCall) => asset('text/html', layout(parts, page, query.get('said')));

  return [
    get('/', (call) => show(contactListPage(parts, call.query), call)),
    get('/contacts/{id}', (call) => show(contactRecordPage(parts, contactOf(call)), call)),
    get('/lists', (call) => show(listsPage(parts), call)),
    get('/lists/{id}', (call) => {
      const list = sandbox.portal().lists.byId(call.params['id']!);
      if (!list) throw problems.notFound(`The account has no list ${call.params['id']}.`);
      return show(listPage(parts, list, call.query), call);
    }),
    get('/workflows', async (call) => show(await workflowsPage(parts, call.query), call)),
    get('/calls', (call) => show(callsPage(parts), call)),
    get('/settings', (call) => show(appSettingsPage(parts), call)),
    get('/app', (call) => show(appPage(parts), call)),
    ...parts.pages.map(({ path, title, body }) =>
      get(path, async (call) => show({ title, section: path, body: await body() }, call)),
    ),
    get('/preview', (call) => show(previewPage(parts, call.query), call)),

    post('/clock', async ({ bytes, from }) => {
      const days = Number(formOf(bytes).get('days'));
      if (!(days > 0 && days <= 3650)) throw problems.invalid('days must be between 1 and 3650.');
      const passed = parts.pass(days).then(() => true);
      passed.catch((error: unknown) => console.error('The days did not pass', error));
      const done = await Promise.race([passed, pause(parts.patienceMs, false, { ref: false })]);
      const span = days === 1 ? '1 day' : `${days} days`;
      return done
        ? settledAt(from, `It is ${span} later.`)
        : saidAt(from, `${span} are passing; the clock above shows how far they are. Reload to look again.`);
    }),
    post('/contacts/{id}/activities', async (call) => {
      const record = contactOf(call);
      const chosen = ACTIVITIES[Number(formOf(call.bytes).get('activity'))];
      if (!chosen) throw problems.invalid('There is no such activity.');
      for (const activity of chosen.activities) sandbox.deliver(record.id, activity);
      sandbox.clock.advance(FOUND_AFTER_MS);
      return settledAt(`/contacts/${record.id}`, `${nameOf(record)} ${chosen.label.toLowerCase()}. Six minutes pass.`);
    }),
    post('/workflows/{uid}/enrol', async ({ params, bytes }) => {
      const action = parts.actions.find(({ uid }) => uid === params['uid']);
      if (!action) throw problems.notFound(`There is no action ${params['uid']}.`);
      const form = formOf(bytes);
      const contacts = contactsOf(parts, form.get('contacts') ?? '');
      const inputs = Object.fromEntries(
        action.config.inputFields.flatMap(({ typeDefinition: { name } }) => {
          const value = form.getAll(name).join(';');
          return value === '' ? [] : [[name, value]];
        }),
      );
      const enrolling = parts.workflow.enrol(action, contacts, inputs);
      await Promise.race([enrolling, pause(ENROLLING_MS)]);
      const back = new URLSearchParams({ action: action.uid, contacts: form.get('contacts') ?? '' });
      return settledAt(
        `/workflows?${back}`,
        `Enrolled ${contacts.length} ${contacts.length === 1 ? 'contact' : 'contacts'}.`,
      );
    }),

    get('/preview/host.js', () => asset('text/javascript', served.programs.host)),
    get('/preview/worker.js', () => asset('text/javascript', served.programs.worker)),
    get('/preview/bundles/{file}', ({ params }) => {
      const bundle = served.bundle(params['file']!.replace(/\.js$/, ''));
      if (bundle === undefined) throw problems.notFound(`There is no card ${params['file']}.`);
      return asset('text/javascript', bundle);
    }),
    get('/assets/{file}', ({ params }) => {
      const style = served.styles[params['file']!];
      if (style === undefined) throw problems.notFound(`There is no file ${params['file']}.`);
      return asset('text/css', style);
    }),
    post('/preview/fetch', async ({ bytes }) => {
      const { url, options, answer } = readBody(fetchBody, JSON.parse(String(bytes)));
      if (answer === 'never') await pause(NEVER_MS);
      if (answer === 'failed' || answer === 'never') return ok({ status: 502, body: '{"status":"error"}' });
      if (answer === 'unreadable') return ok({ status: 200, body: '<p>not what was asked for</p>' });
      if (answer !== undefined) {
        const example = parts.examples[answer.example];
        if (example === undefined) throw problems.notFound(`There is no example ${answer.example}.`);
        const real = JSON.parse((await served.proxy(url, options as FetchOptions)).body) as object;
        return ok({ status: 200, body: JSON.stringify(example(real, sandbox.clock.now())) });
      }
      return ok(await served.proxy(url, options as FetchOptions));
    }),
    post('/preview/properties', ({ bytes }) => {
      const { contactId, names } = readBody(propertiesBody, JSON.parse(String(bytes)));
      const record = sandbox.portal().records.contacts.resolve(contactId);
      return ok(Object.fromEntries(names.map((name) => [name, record?.properties[name] ?? null])));
    }),
  ];
}

/**
 * How far the clock goes on after an activity. No webhook tells of most behaviour, so an app finds
 * it by a search every few minutes.
 */
const FOUND_AFTER_MS = 6 * 60_000;
/** How long a page waits for a long enrolment before it shows how far it is. */
const ENROLLING_MS = 5_000;
const NEVER_MS = 120_000;

const fetchBody = z.object({
  url: z.string(),
  options: z.object({
    method: z.string().optional(),
    timeout: z.number().optional(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  answer: z.union([z.enum(['never', 'failed', 'unreadable']), z.object({ example: z.string() })]).optional(),
});
const propertiesBody = z.object({ contactId: z.string(), names: z.array(z.string()) });

const get = (path: string, handle: WebRoute['handle']): WebRoute => ({ method: 'GET', path, handle });
const post = (path: string, handle: WebRoute['handle']): WebRoute => ({ method: 'POST', path, handle });
const asset = (type: string, text: string): Reply => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8` },
  text,
});
const seeOther = (location: string): Reply => ({ status: 303, headers: { location }, text: '' });
const formOf = (bytes: Buffer) => new URLSearchParams(String(bytes));

function contactsOf({ sandbox }: WebParts, text: string): string[] {
  const { contacts } = sandbox.portal().records;
  if (text.trim() === 'all') return [...contacts.walk()].map(({ id }) => id);
  const ids = text.split(/[\s,]+/).filter(Boolean);
  const unknown = ids.filter((id) => !contacts.resolve(id));
  if (ids.length === 0) throw problems.invalid('Name at least one contact by its id.');
  if (unknown.length > 0) throw problems.invalid(`The account has no contact ${unknown.join(', ')}.`);
  return ids;
}
