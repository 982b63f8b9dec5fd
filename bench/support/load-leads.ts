import { createLoader } from '../../sandbox/portal/load.ts';
import type { Portal } from '../../sandbox/portal/portal.ts';

/** Loads so many leads that are alike into a portal, of 500 companies. */
export function loadLeads(portal: Portal, count: number): void {
  const load = createLoader(portal);
  for (let n = 0; n < count; n++)
    load({
      key: `${n}`,
      properties: {
        email: `lead${n}@company${n % 500}.example`,
        jobtitle: 'Head of Marketing',
        lifecyclestage: 'lead',
      },
      deals: [],
    });
}
