import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { ROUTES } from '../src/http/paths.ts';
import { type WebhookSubscription, webhookSubscriptions } from '../src/use-cases/webhooks/webhook-subscriptions.ts';
import type { Component } from './component.ts';
import type { Variables } from './profile.ts';

/**
 * One set of subscriptions for all portals: what the default model reads. At
 * most ten deliveries run at the same time, which is HubSpot's own default.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks
 */
export function webhooksComponent(variables: Variables): Component {
  const subscriptions = webhookSubscriptions(DEFAULT_MODEL).map((subscription) => ({ ...subscription, active: true }));
  const ofObjects = (subscription: WebhookSubscription) => subscription.objectType !== undefined;
  return {
    uid: 'ripen_webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: `${variables.PUBLIC_URL}${ROUTES.webhooks}`, maxConcurrentRequests: 10 },
      subscriptions: {
        crmObjects: subscriptions.filter(ofObjects),
        legacyCrmObjects: [],
        hubEvents: subscriptions.filter((subscription) => !ofObjects(subscription)),
      },
    },
  };
}
