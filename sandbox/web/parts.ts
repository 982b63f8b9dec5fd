import type { Scene } from '../preview/protocol.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Html } from './html.ts';
import type { ActionMeta } from './workflow/action-meta.ts';
import type { Workflow } from './workflow/workflow.ts';

/** A built card: the very file that would be uploaded. */
export type CardBundle = {
  /** as scenes name it: `/preview?card=score-tab` */
  readonly id: string;
  readonly title: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'settings' | 'pages';
  readonly file: string;
};

/**
 * Answers by name that a scene may show instead of the app's own. Each is made from the app's
 * answer and the sandbox's time.
 */
export type Examples = Readonly<Record<string, (answer: object, now: number) => unknown>>;

/** A further page, which the program adds that starts the web site. */
export type ExtraPage = {
  readonly path: `/${string}`;
  readonly title: string;
  readonly body: () => Promise<Html>;
};

/** What pages need to show and to do anything. */
export type WebParts = {
  readonly sandbox: Sandbox;
  readonly publicUrl: string;
  readonly appName: string;
  readonly bundles: readonly CardBundle[];
  readonly actions: readonly ActionMeta[];
  readonly workflow: Workflow;
  readonly examples: Examples;
  readonly pages: readonly ExtraPage[];
  readonly quota: { readonly max: number; readonly windowMs: number };
  /** waits for the app, a few seconds at most; false when it is still busy */
  readonly settled: () => Promise<boolean>;
  /** lets days pass in the account; resolves when the app has followed */
  readonly pass: (days: number) => Promise<void>;
  /** how long a page waits for the app */
  readonly patienceMs: number;
};

/** The person who looks at the page. */
export const VIEWER = { id: 901, email: 'ada@vendor.example', firstName: 'Ada', lastName: 'Sellers' } as const;

export function sceneOf(
  { sandbox, publicUrl, appName }: WebParts,
  bundle: CardBundle,
  contactId: string,
  { answer, language }: { readonly answer?: Scene['answer']; readonly language?: string | undefined } = {},
): Scene {
  const { settings } = sandbox.portal();
  return {
    card: bundle.id,
    bundleUrl: `/preview/bundles/${bundle.id}.js`,
    context: {
      location: bundle.location,
      portal: { id: settings.id, timezone: settings.timeZone },
      user: {
        ...VIEWER,
        emails: [VIEWER.email],
        locale: language ?? 'en-gb',
        language: language ?? 'en',
        roles: [],
        teams: [],
        permissions: [],
      },
      ...(bundle.location.startsWith('crm.') && { crm: { objectId: Number(contactId), objectTypeId: '0-1' } }),
      extension: { appId: sandbox.app.appId, appName, cardTitle: bundle.title },
      variables: { PUBLIC_URL: publicUrl },
    },
    ...(answer === undefined ? {} : { answer }),
  };
}
