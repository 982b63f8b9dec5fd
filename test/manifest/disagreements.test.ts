import { expect, test } from 'vitest';
import { assertAgreement } from '../../app-manifest/agreement.ts';
import { ripenComponents } from '../../app-manifest/components.ts';
import { disagreements, type Served } from '../../app-manifest/disagreements.ts';
import { served } from '../../app-manifest/served.ts';
import { ROUTES } from '../../src/http/paths.ts';
import { changed, profileOf } from './project.ts';

const { variables } = profileOf('dev');
const COMPONENTS = ripenComponents(variables);
const SERVED = served(variables.PUBLIC_URL);

test('what is declared and what is served agree', () => {
  expect(disagreements(COMPONENTS, SERVED)).toEqual([]);
});

test.each<[what: string, served: Partial<Served>, said: string]>([
  [
    'an action without a handler',
    { actions: new Map([...SERVED.actions].filter(([name]) => name !== 'score_contact')) },
    'Workflow action "score_contact" is declared, but the server does not use it.',
  ],
  [
    'a handler that no workflow can reach',
    { actions: new Map([...SERVED.actions, ['forgotten', {}]]) },
    'Workflow action "forgotten" is used by the server, but not declared.',
  ],
  [
    'an action that loads choices which nobody offers',
    { actions: new Map([...SERVED.actions.keys()].map((name) => [name, {}])) },
    'Workflow action with choices to load "record_engagement" is declared, but the server does not use it.',
  ],
  [
    'a property that the model reads and nobody reports',
    {
      subscriptions: [
        ...SERVED.subscriptions,
        { subscriptionType: 'object.propertyChange', objectType: 'contact', propertyName: 'fax' },
      ],
    },
    'Webhook subscription "object.propertyChange contact fax" is used by the server, but not declared.',
  ],
  [
    'a scope that is asked for at installation only',
    { requiredScopes: [...SERVED.requiredScopes, 'forms'] },
    'Required scope "forms" is used by the server, but not declared.',
  ],
  [
    'a server elsewhere',
    { publicUrl: 'https://elsewhere.example.com' },
    `The project tells HubSpot to call POST ${variables.PUBLIC_URL}/webhooks/hubspot, but the server at https://elsewhere.example.com has no such route.`,
  ],
  [
    'no route for choices',
    { answers: (method, path) => !path.endsWith('/options') && SERVED.answers(method, path) },
    `The project tells HubSpot to call POST ${variables.PUBLIC_URL}/actions/record_engagement/options, but the server at ${variables.PUBLIC_URL} has no such route.`,
  ],
])('the server serves something else: %s', (_what, other, said) => {
  expect(disagreements(COMPONENTS, { ...SERVED, ...other })).toContain(said);
});

test('a subscription to a property that the model does not read is found', () => {
  const components = changed(COMPONENTS, 'webhooks', ({ subscriptions }) =>
    subscriptions.crmObjects.push({
      subscriptionType: 'object.propertyChange',
      objectType: 'contact',
      propertyName: 'fax',
      active: true,
    }),
  );

  expect(disagreements(components, SERVED)).toEqual([
    'Webhook subscription "object.propertyChange contact fax" is declared, but the server does not use it.',
  ]);
});

test('a card on records that the app may not read is found', () => {
  const components = changed(COMPONENTS, 'card', ({ objectTypes }) => objectTypes.push('tickets'));

  expect(disagreements(components, SERVED)).toEqual([
    'A subscription or a card needs the scope crm.objects.tickets.read, which the app does not require.',
  ]);
});

test('a second address that cards may call is found', () => {
  const components = changed(COMPONENTS, 'app', ({ permittedUrls }) =>
    permittedUrls.fetch.push('https://tracker.example.com'),
  );

  expect(disagreements(components, SERVED)).toEqual([
    'Address that cards may call "https://tracker.example.com" is declared, but the server does not use it.',
  ]);
});

test('a server that lacks a route does not start, and says which', () => {
  const withoutWebhooks: Served['answers'] = (method, path) => path !== ROUTES.webhooks && SERVED.answers(method, path);

  expect(() => assertAgreement('http://localhost:3000', SERVED.answers)).not.toThrow();
  expect(() => assertAgreement('http://localhost:3000', withoutWebhooks)).toThrow(
    'POST http://localhost:3000/webhooks/hubspot, but the server',
  );
});

test('uids are permanent', () => {
  expect(COMPONENTS.map(({ type, uid }) => `${type} ${uid}`)).toMatchInlineSnapshot(`
    [
      "app ripen_app",
      "webhooks ripen_webhooks",
      "workflow-action score_contact",
      "workflow-action record_engagement",
      "workflow-action record_bant",
      "workflow-action qualify_lead",
      "workflow-action move_in_nurture",
      "workflow-action may_we_write",
      "workflow-action route_to_sales",
      "workflow-action set_dormant_segment",
      "workflow-action score_and_reasons",
      "card ripen_score_tab",
      "card ripen_score_sidebar",
      "settings ripen_settings",
      "page ripen_pages",
    ]
  `);
});
