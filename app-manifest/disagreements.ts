import { z } from 'zod';
import type { WebhookSubscription } from '../src/use-cases/webhooks/webhook-subscriptions.ts';
import type { Component } from './component.ts';

/**
 * What the running code serves and reads. If a declaration differed from it, HubSpot would call an
 * address that nobody answers.
 */
export type Served = {
  /** origin under which HubSpot reaches the server */
  readonly publicUrl: string;
  readonly requiredScopes: readonly string[];
  readonly optionalScopes: readonly string[];
  /** webhooks that keep the properties of the model up to date */
  readonly subscriptions: readonly WebhookSubscription[];
  /** handlers of workflow actions by name; some offer choices that depend on the portal */
  readonly actions: ReadonlyMap<string, { readonly optionsOf?: unknown }>;
  /** whether a route answers, for paths below the public origin */
  readonly answers: (method: 'GET' | 'POST', path: string) => boolean;
};

const app = z.object({
  auth: z.object({
    redirectUrls: z.array(z.string()),
    requiredScopes: z.array(z.string()),
    optionalScopes: z.array(z.string()),
  }),
  permittedUrls: z.object({ fetch: z.array(z.string()) }),
});
const subscription = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
});
const webhooks = z.object({
  settings: z.object({ targetUrl: z.string() }),
  subscriptions: z.object({ crmObjects: z.array(subscription), hubEvents: z.array(subscription) }),
});
const card = z.object({ objectTypes: z.array(z.string()) });
const action = z.object({
  actionUrl: z.string(),
  inputFields: z.array(z.object({ typeDefinition: z.object({ optionsUrl: z.string().optional() }) })),
});

/** Every difference between the declarations and the server, each a sentence to a person. */
export function disagreements(components: readonly Component[], served: Served): readonly string[] {
  const configs = <T>(type: Component['type'], shape: z.ZodType<T>): T[] =>
    components.filter((component) => component.type === type).map(({ config }) => shape.parse(config));
  const unanswered = (method: 'GET' | 'POST', address: string): string[] =>
    address.startsWith(`${served.publicUrl}/`) && served.answers(method, address.slice(served.publicUrl.length))
      ? []
      : [
          `The project tells HubSpot to call ${method} ${address}, but the server at ${served.publicUrl} has no such route.`,
        ];

  const apps = configs('app', app);
  const hooks = configs('webhooks', webhooks);
  const actions = configs('workflow-action', action);
  const declared = hooks.flatMap(({ subscriptions }) => [...subscriptions.crmObjects, ...subscriptions.hubEvents]);
  const scopes = new Set(apps.flatMap(({ auth }) => auth.requiredScopes));
  const objects = new Set([
    ...declared.flatMap(({ objectType }) => (objectType === undefined ? [] : [READ_SCOPE[objectType] ?? objectType])),
    ...configs('card', card).flatMap(({ objectTypes }) => objectTypes.map((object) => `crm.objects.${object}.read`)),
  ]);

  return [
    ...(apps.length === 1 ? [] : [`The project needs exactly one app component, and has ${apps.length}.`]),
    ...apps.flatMap(({ auth, permittedUrls }) => [
      ...differences('Required scope', auth.requiredScopes, served.requiredScopes),
      ...differences('Optional scope', auth.optionalScopes, served.optionalScopes),
      ...differences('Address that cards may call', permittedUrls.fetch, [served.publicUrl]),
      ...auth.redirectUrls.flatMap((address) => unanswered('GET', address)),
    ]),
    ...hooks.flatMap(({ settings }) => unanswered('POST', settings.targetUrl)),
    ...differences('Webhook subscription', declared.map(nameOf), served.subscriptions.map(nameOf)),
    ...[...objects]
      .filter((scope) => !scopes.has(scope))
      .map((scope) => `A subscription or a card needs the scope ${scope}, which the app does not require.`),
    ...differences('Workflow action', actions.map(nameOfAction), [...served.actions.keys()]),
    ...differences(
      'Workflow action with choices to load',
      actions.filter((declared) => optionsUrls(declared).length > 0).map(nameOfAction),
      [...served.actions].filter(([, { optionsOf }]) => optionsOf !== undefined).map(([name]) => name),
    ),
    ...actions.flatMap((declared) =>
      [declared.actionUrl, ...optionsUrls(declared)].flatMap((address) => unanswered('POST', address)),
    ),
  ];
}

const READ_SCOPE: Readonly<Record<string, string>> = {
  contact: 'crm.objects.contacts.read',
  company: 'crm.objects.companies.read',
  deal: 'crm.objects.deals.read',
};

const nameOf = ({ subscriptionType, objectType, propertyName }: z.infer<typeof subscription>): string =>
  [subscriptionType, objectType, propertyName].filter((part) => part !== undefined).join(' ');

/** The last part of the address that HubSpot calls. */
const nameOfAction = ({ actionUrl }: z.infer<typeof action>): string => actionUrl.slice(actionUrl.lastIndexOf('/') + 1);

const optionsUrls = ({ inputFields }: z.infer<typeof action>): string[] =>
  inputFields.flatMap(({ typeDefinition: { optionsUrl } }) => optionsUrl ?? []);

function differences(what: string, declared: readonly string[], used: readonly string[]): string[] {
  return [
    ...declared
      .filter((name) => !used.includes(name))
      .map((name) => `${what} "${name}" is declared, but the server does not use it.`),
    ...used
      .filter((name) => !declared.includes(name))
      .map((name) => `${what} "${name}" is used by the server, but not declared.`),
  ];
}
