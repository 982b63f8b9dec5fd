import { type CountryZone, zoneOfCountry } from './country-zones.ts';
import { hubspotTimeZone } from './time-zone.ts';

/** Whose clocks the touches of a person keep to. The caller knows the zone of the account. */
export type PersonClock = ({ readonly from: 'contact' | 'country' } & CountryZone) | { readonly from: 'account' };

/** The person's own zone if it is known, else that of the country, else that of the account. */
export function personClock(timeZone: string | undefined, country: string | undefined): PersonClock {
  const own = hubspotTimeZone(timeZone);
  if (own !== null) return { from: 'contact', timeZone: own, spreadHours: 0 };
  const ofCountry = zoneOfCountry(country);
  return ofCountry === null ? { from: 'account' } : { from: 'country', ...ofCountry };
}
