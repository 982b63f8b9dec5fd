import type { Model } from '../../domain/model/model.ts';
import { behaviourProperties, isFirstSightOnly, propertiesRead } from '../../domain/model/reads.ts';

/** One webhook subscription, as the app manifest declares it. */
export type WebhookSubscription = {
  readonly subscriptionType: string;
  readonly objectType?: 'contact' | 'company' | 'deal';
  readonly propertyName?: string;
};

/** HubSpot sets these once; nothing to hear of. */
const NEVER_CHANGE = (name: string): boolean =>
  name === 'createdate' || name === 'hs_analytics_source_data_1' || isFirstSightOnly(name);

/**
 * What Ripen must hear of to keep what the model reads up to date. Behaviour is not among it:
 * HubSpot reports its counters and dates unreliably or not at all, so a timed search finds them
 * (reconcile).
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
    ...events('company', ['merge']),
    ...changes('deal', ['dealstage', 'closedate']),
    ...events('deal', ['deletion', 'merge', 'restore']),
  ];
}
