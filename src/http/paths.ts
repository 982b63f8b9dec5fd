/**
 * Paths that HubSpot and the installing user call. The manifest declares them, and the routers
 * answer them.
 */
export const ROUTES = {
  install: '/oauth/install',
  installed: '/oauth/callback',
  progress: '/oauth/progress',
  webhooks: '/webhooks/hubspot',
  action: '/actions/:action',
  actionOptions: '/actions/:action/options',
} as const;
