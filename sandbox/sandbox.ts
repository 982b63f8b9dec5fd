import type { ActivityInput } from './behaviour/activity.ts';
import type { SandboxClock } from './clock.ts';
import type { PortalState } from './control/portal-state.ts';
import type { AnswerForm } from './forms/form.ts';
import type { Faults } from './http/faults.ts';
import type { Recorder } from './http/recorder.ts';
import type { AppSettings, Grants, Tokens } from './oauth/grants.ts';
import type { Portal } from './portal/portal.ts';
import type { WebhookSender } from './webhooks/sender.ts';

/** A running sandbox in the hands of a test or the demo of the same process. */
export type Sandbox = {
  /** Both HubSpot's API and its app origin, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly app: AppSettings;
  readonly clock: SandboxClock;
  readonly portals: ReadonlyMap<number, Portal>;
  /** The portal with this id, or the default one. */
  readonly portal: (portalId?: number) => Portal;
  readonly grants: Grants;
  readonly webhooks: WebhookSender;
  readonly faults: Faults;
  readonly calls: Recorder;
  /** Installs the app without a browser and answers with tokens. */
  readonly install: (portalId?: number, scopes?: readonly string[]) => Tokens;
  /** The customer removes the app: tokens die, webhooks stop, and HubSpot tells nobody. */
  readonly uninstall: (portalId?: number) => void;
  /**
   * Where a marketplace install sends the browser: `redirectUri?code&returnUrl`, without `state`.
   */
  readonly marketplaceInstall: (redirectUri: string, portalId?: number) => string;
  readonly deliver: (contactId: string, activity: ActivityInput, portalId?: number) => void;
  readonly state: (portalId?: number) => PortalState;
  /** How answers look from now on, or look now. */
  readonly answers: (form?: AnswerForm) => AnswerForm;
  readonly close: () => Promise<void>;
};

/** The sandbox as its own control routes see it. */
export type Controlled = Omit<Sandbox, 'url' | 'close'>;
