/*
 * What the page that draws and the worker that runs a card say to each other, and what the page
 * asks of the server.
 */

/**
 * One card on a page: which bundle, for which contact, and what the card knows of its place.
 */
export type Scene = {
  readonly card: string;
  readonly bundleUrl: string;
  readonly context: SceneContext;
  /** an answer that replaces the app's own */
  readonly answer?: Answer;
};

/**
 * HubSpot's context of a card or a settings page.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-extensions-sdk
 */
export type SceneContext = {
  readonly location: string;
  readonly portal: { readonly id: number; readonly timezone: string };
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly emails: readonly string[];
    readonly firstName: string;
    readonly lastName: string;
    readonly locale: string;
    readonly language: string;
    readonly roles: readonly string[];
    readonly teams: readonly never[];
    readonly permissions: readonly string[];
  };
  /** on a record only */
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
  readonly extension: { readonly appId: number; readonly appName: string; readonly cardTitle: string };
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * Answers that the app does not give by itself: it never comes, it fails, it cannot be read, or it
 * is one of the named examples.
 */
export type Answer = 'never' | 'failed' | 'unreadable' | { readonly example: string };

export type FetchOptions = {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What the proxy hands back to a card. */
export type FetchAnswer = { readonly status: number; readonly body: string };

/** One request of the browser for the proxy. */
export type FetchRequest = {
  readonly url: string;
  readonly options: FetchOptions;
  readonly answer?: Answer;
};

/** Where in the app's page somebody is: the path, and the parameters of the address. */
export type PageLocation = { readonly path: string; readonly params: Readonly<Record<string, string>> };

/** What the page does for a card. Functions cross the worker's border as messages. */
export type Host = {
  readonly fetch: (url: string, options: FetchOptions) => Promise<FetchAnswer>;
  readonly properties: (names: readonly string[]) => Promise<Readonly<Record<string, string | null>>>;
  readonly addAlert: (alert: CardAlert) => void;
  readonly closeOverlay: (id: string) => void;
  readonly refreshObjectProperties: () => void;
  readonly reloadPage: () => void;
  readonly copyTextToClipboard: (text: string) => Promise<void>;
  readonly navigateToPage: (location: PageLocation) => void;
  readonly failed: (problem: string) => void;
};

export type CardAlert = {
  readonly type?: string;
  readonly title?: string;
  readonly message: string;
};
