import { once } from 'node:events';
import { createServer } from 'node:http';
import type { z } from 'zod';
import { routes } from './api/routes.ts';
import { deliverActivity } from './behaviour/deliver.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { createControl } from './control/control.ts';
import { portalState } from './control/portal-state.ts';
import { answerFormSchema } from './forms/form.ts';
import { createDispatcher, type RateSettings } from './http/dispatch.ts';
import { createFaults } from './http/faults.ts';
import { listenHere } from './http/listen-here.ts';
import { createRecorder } from './http/recorder.ts';
import { createRequestListener } from './http/server.ts';
import { type AppSettings, createGrants } from './oauth/grants.ts';
import { defaultLifecycle } from './portal/lifecycle.ts';
import { STANDARD_FORMS } from './portal/marketing-forms.ts';
import { STANDARD_OWNERS } from './portal/owners.ts';
import { STANDARD_PIPELINES } from './portal/pipelines.ts';
import { createPortal, type Portal, type PortalSettings } from './portal/portal.ts';
import { NO_RULES } from './portal/write/write-rules.ts';
import type { Controlled, Sandbox } from './sandbox.ts';
import { createWebhookSender, defaultWebhooks, type WebhookSettings } from './webhooks/sender.ts';

export type SandboxOptions = {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly app?: Partial<AppSettings>;
  /** One per account; the first is the default one. */
  readonly portals?: readonly Partial<PortalSettings>[];
  readonly rate?: Partial<RateSettings>;
  readonly webhooks?: Partial<WebhookSettings>;
  /** Shared with the app under test in the same process; else the sandbox has its own, running. */
  readonly clock?: SandboxClock;
  /** How answers look; the usual form by default. */
  readonly answers?: z.input<typeof answerFormSchema>;
};

const DEFAULT_APP: AppSettings = {
  appId: 4_242_001,
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
  requiredScopes: [
    'oauth',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.companies.read',
    'crm.objects.deals.read',
    'crm.objects.owners.read',
    'crm.schemas.contacts.read',
    'crm.schemas.contacts.write',
    'crm.lists.read',
    'crm.lists.write',
  ],
  optionalScopes: ['automation', 'settings.users.read', 'forms', 'content'],
  redirectUrls: [],
  rotateRefreshTokens: false,
};

const DEFAULT_RATE: RateSettings = { max: 110, windowMs: 10_000, searchMax: 5, searchWindowMs: 1_000 };

const DEFAULT_PORTAL: PortalSettings = {
  id: 62_515,
  name: 'Sandbox portal',
  timeZone: 'Europe/London',
  currency: 'EUR',
  lackingScopes: [],
  lifecycle: defaultLifecycle,
  pipelines: STANDARD_PIPELINES,
  owners: STANDARD_OWNERS,
  forms: STANDARD_FORMS,
  taskQueues: [{ id: '5501', label: 'Leads that wait' }],
  searchLag: { kind: 'time', milliseconds: 2_000 },
  mergeCreatesRecord: false,
  quietBehaviour: true,
  rules: NO_RULES,
};

/**
 * Starts a program that behaves like HubSpot for one app and one or more accounts. All state is in
 * memory.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const app = { ...DEFAULT_APP, ...options.app };
  const rate = { ...DEFAULT_RATE, ...options.rate };
  const clock = options.clock ?? createClock();
  const grants = createGrants(clock, app.rotateRefreshTokens);
  const webhooks = createWebhookSender(app, grants, clock, { ...defaultWebhooks, ...options.webhooks });
  const faults = createFaults();
  const calls = createRecorder({ rolling: rate.windowMs, search: rate.searchWindowMs });
  const portals = new Map<number, Portal>();
  for (const [index, settings] of (options.portals ?? [{}]).entries()) {
    const id = settings.id ?? DEFAULT_PORTAL.id + index;
    portals.set(
      id,
      createPortal({ ...DEFAULT_PORTAL, ...settings, id }, clock, (event) => webhooks.accept(id, event)),
    );
  }

  let answers = answerFormSchema.parse(options.answers ?? {});
  const defaultId = [...portals.keys()][0]!;
  const portal = (portalId = defaultId): Portal => {
    const found = portals.get(portalId);
    if (!found) throw new Error(`The sandbox has no portal ${portalId}; it has ${[...portals.keys()].join(', ')}.`);
    return found;
  };
  const consent = (portalId: number, scopes: readonly string[], redirectUri: string) =>
    grants.consent(portal(portalId).settings.id, scopes, redirectUri);

  const sandbox: Controlled = {
    app,
    clock,
    portals,
    portal,
    grants,
    webhooks,
    faults,
    calls,
    install: (portalId = defaultId, scopes = [...app.requiredScopes, ...app.optionalScopes]) => {
      const result = grants.exchange(consent(portalId, scopes, 'sandbox:'), 'sandbox:');
      if (!result.ok) throw new Error(`The sandbox could not install the app: ${result.reason}`);
      return result.tokens;
    },
    uninstall: (portalId = defaultId) => grants.uninstall(portalId),
    marketplaceInstall: (redirectUri, portalId = defaultId) => {
      const target = new URL(redirectUri);
      target.searchParams.set('code', consent(portalId, app.requiredScopes, redirectUri));
      target.searchParams.set('returnUrl', `https://app.hubspot.com/integrations/${portalId}/installed`);
      return target.href;
    },
    deliver: (contactId, activity, portalId) => deliverActivity(portal(portalId), contactId, activity),
    state: (portalId) => portalState(portal(portalId)),
    answers: (form) => {
      if (form !== undefined) answers = form;
      return answers;
    },
  };

  const dispatch = createDispatcher(
    { app, clock, grants, portals, faults, recorder: calls, rate, answers: () => answers },
    routes,
  );
  const server = createServer(
    createRequestListener({
      dispatch,
      control: createControl(sandbox),
      app,
      grants,
      portals,
      defaultPortalId: defaultId,
    }),
  );
  server.keepAliveTimeout = 60_000;
  const url = await listenHere(server, options.port ?? 0);
  return {
    ...sandbox,
    url,
    close: async () => {
      webhooks.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
