import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../src/app/scopes.ts';
import { ROUTES } from '../src/http/paths.ts';
import type { Component } from './component.ts';
import type { Variables } from './profile.ts';

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration */
export const appComponent = (variables: Variables): Component => ({
  uid: 'ripen_app',
  type: 'app',
  config: {
    name: 'Ripen',
    description:
      'Tells you which leads are ripe, why, and what to do next. Scores each contact on who they are and on what they do, decides MQL and SQL, and finds the right nurture cadence for contacts that have gone quiet.',
    logo: '/app/logo.png',
    distribution: 'marketplace',
    auth: {
      type: 'oauth',
      redirectUrls: [`${variables.PUBLIC_URL}${ROUTES.installed}`],
      requiredScopes: [...REQUIRED_SCOPES],
      optionalScopes: [...OPTIONAL_SCOPES],
      conditionallyRequiredScopes: [],
    },
    permittedUrls: { fetch: [variables.PUBLIC_URL], iframe: [], img: [] },
    support: { supportEmail: variables.SUPPORT_EMAIL, documentationUrl: variables.DOCUMENTATION_URL },
  },
});
