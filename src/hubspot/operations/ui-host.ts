/**
 * `app.hubspot.com` for the first data centre, `app-eu1`, `app-na2`, `app-ap1` … for the others.
 */
const UI_HOST = /^app(-[a-z]{2,4}\d{1,3})?\.hubspot\.com$/;

/** The host for accounts whose own host is unknown: HubSpot redirects from there. */
const DEFAULT_UI_HOST = 'app.hubspot.com';

/** Whether HubSpot's pages are served there, in any of its regions. */
export const isUiHost = (host: string): boolean => UI_HOST.test(host);

/** The host of an account's pages, as HubSpot tells it; the default if it is not HubSpot's. */
export const uiHost = (told: string): string => (isUiHost(told) ? told : DEFAULT_UI_HOST);
