import { ACTIONS, hsmetaOf } from '../workflows-actions/index.ts';
import { appComponent } from './app.ts';
import { cardComponents, pageComponent, settingsComponent } from './cards.ts';
import type { Component } from './component.ts';
import type { Variables } from './profile.ts';
import { webhooksComponent } from './webhooks.ts';

/** Everything that Ripen declares to HubSpot, from the declarations that the server itself uses. */
export const ripenComponents = (variables: Variables): readonly Component[] => [
  appComponent(variables),
  webhooksComponent(variables),
  ...ACTIONS.map((action) => hsmetaOf(action, variables.PUBLIC_URL)),
  ...cardComponents(),
  settingsComponent(),
  pageComponent(),
];
