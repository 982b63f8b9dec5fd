export type Place = { readonly city: string; readonly country: string; readonly timeZone: string };

const place = (city: string, country: string, timeZone: string): Place => ({ city, country, timeZone });

/**
 * All round the world: summer time in the north, in the south and nowhere; offsets of half and of
 * quarter hours.
 */
export const PLACES: readonly Place[] = [
  place('Vienna', 'Austria', 'Europe/Vienna'),
  place('Berlin', 'Germany', 'Europe/Berlin'),
  place('Munich', 'Germany', 'Europe/Berlin'),
  place('Zurich', 'Switzerland', 'Europe/Zurich'),
  place('London', 'United Kingdom', 'Europe/London'),
  place('Lisbon', 'Portugal', 'Europe/Lisbon'),
  place('Athens', 'Greece', 'Europe/Athens'),
  place('Reykjavik', 'Iceland', 'Atlantic/Reykjavik'),
  place('New York', 'United States', 'America/New_York'),
  place('Chicago', 'United States', 'America/Chicago'),
  place('Phoenix', 'United States', 'America/Phoenix'),
  place('Los Angeles', 'United States', 'America/Los_Angeles'),
  place('Honolulu', 'United States', 'Pacific/Honolulu'),
  place("St. John's", 'Canada', 'America/St_Johns'),
  place('São Paulo', 'Brazil', 'America/Sao_Paulo'),
  place('Santiago', 'Chile', 'America/Santiago'),
  place('Johannesburg', 'South Africa', 'Africa/Johannesburg'),
  place('Dubai', 'United Arab Emirates', 'Asia/Dubai'),
  place('Mumbai', 'India', 'Asia/Calcutta'),
  place('Kathmandu', 'Nepal', 'Asia/Katmandu'),
  place('Singapore', 'Singapore', 'Asia/Singapore'),
  place('Tokyo', 'Japan', 'Asia/Tokyo'),
  place('Sydney', 'Australia', 'Australia/Sydney'),
  place('Auckland', 'New Zealand', 'Pacific/Auckland'),
];
