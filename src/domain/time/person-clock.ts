import { type CountryZone, zoneOfCountry } from './country-zones.ts';
import { hubspotTimeZone } from './time-zone.ts';

/** Whose clocks a person's touches keep to. Of the account's, others know the zone. */
export type PersonClock = ({ readonly from: 'contact' | 'country' } & CountryZone) | { readonly from: 'account' };

/** By the person's own clocks, else by those of the country, else by the account's. */
export function personClock(timeZone: string | undefined, country: string | undefined): PersonClock {
  const own = hubspotTimeZone(timeZone);
  if (own !== null) return { from: 'contact', timeZone: own, spreadHours: 0 };
  const ofCountry = zoneOfCountry(country);
  return ofCountry === null ? { from: 'account' } : { from: 'country', ...ofCountry };
}
