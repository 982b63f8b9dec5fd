/**
 * How `hs_timezone` spells an IANA time zone: `Europe/Berlin` is `europe_slash_berlin`, a hyphen is
 * `_hyphen_`.
 */
export const timeZoneOption = (timeZone: string): string =>
  timeZone.toLowerCase().replaceAll('/', '_slash_').replaceAll('-', '_hyphen_');

/** The option values of `hs_timezone`. */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone').map(timeZoneOption);
