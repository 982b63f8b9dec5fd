import type { Model } from '../../domain/model/model.ts';
import { behaviourProperties, isFirstSightOnly, propertiesRead } from '../../domain/model/reads.ts';

/** One webhook subscription, as the app manifest declares it. */
export type WebhookSubscription = {
  readonly subscriptionType: string;
  readonly objectType?: 'contact' | 'company' | 'deal';
  readonly propertyName?: string;
};

/** HubSpot sets these properties once, so they need no subscription. */
const SET_ONCE: readonly string[] = ['createdate', 'hs_analytics_source_data_1', 'hs_analytics_first_url'];
const NEVER_CHANGE = (name: string): boolean => SET_ONCE.includes(name) || isFirstSightOnly(name);

/**
 * The subscriptions that keep what the model reads up to date. Behaviour is not among them: HubSpot
 * reports its counters and dates unreliably or not at all, so a regular search finds them
 * (`reconcileBehaviour`).
 */
export function webhookSubscriptions(model: Model): readonly WebhookSubscription[] {
  const reads = propertiesRead(model);
  const silent = new Set([
    ...behaviourProperties(model),
    'num_associated_deals',
    'hs_email_last_send_date',
    'hs_merged_object_ids',
    'hs_all_contact_vids',
  ]);
  const changes = (objectType: 'contact' | 'company' | 'deal', names: readonly string[]): WebhookSubscription[] =>
    names.map((propertyName) => ({ subscriptionType: 'object.propertyChange', objectType, propertyName }));
  const events = (objectType: 'contact' | 'company' | 'deal', kinds: readonly string[]): WebhookSubscription[] =>
    kinds.map((kind) => ({ subscriptionType: `object.${kind}`, objectType }));
  return [
    ...events('contact', ['creation', 'deletion', 'merge', 'restore', 'associationChange']),
    ...changes(
      'contact',
      reads.contact.filter((name) => !silent.has(name) && !NEVER_CHANGE(name)),
    ),
    { subscriptionType: 'contact.privacyDeletion' },
    ...changes('company', reads.company),
    ...events('company', ['deletion', 'merge', 'restore']),
    ...changes('deal', ['dealstage', 'closedate']),
    ...events('deal', ['deletion', 'merge', 'restore']),
  ];
}
