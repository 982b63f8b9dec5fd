import type { Portal } from '../../sandbox/portal/portal.ts';
import { createSample, loadSample } from '../../sandbox/sample/sample.ts';

/**
 * Loads samples of other seeds until there are so many contacts, each with an address of its own.
 * Returns how many there are.
 */
export function loadSamples(portal: Portal, wanted: number): number {
  let contacts = 0;
  for (let seed = 1; contacts < wanted; seed++) {
    const sample = createSample(portal.clock.now(), seed);
    const renamed = sample.contacts.map((contact) => {
      const { email } = contact.properties;
      return email === undefined
        ? contact
        : { ...contact, properties: { ...contact.properties, email: `${seed}.${email}` } };
    });
    loadSample(portal, { ...sample, contacts: renamed });
    contacts += renamed.length;
  }
  return contacts;
}
