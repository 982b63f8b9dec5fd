import type { Properties } from '../contact.ts';

/** What a text is that should be a phone number. */
export type PhoneReading =
  /**
   * E.164 (`+43316123456`), and the extension behind it where there is one (`+43316123456;ext=12`)
   */
  | { readonly outcome: 'number'; readonly key: string }
  /** perhaps a number, but nobody can say of which country */
  | { readonly outcome: 'unclear' }
  /** `why` goes on after "The phone number …" */
  | { readonly outcome: 'wrong'; readonly why: string };

/**
 * Reads a number as people write it. `country` (ISO 3166-1 alpha-2): where a number without a
 * country code comes from.
 */
export type ReadPhone = (text: string, country: string | undefined) => PhoneReading;

export const PHONES = { phone: 'phone number', mobilephone: 'mobile number' } as const;
export const PHONE_COUNTRY = 'hs_country_region_code';

/** The phone numbers of a contact, read; a property without a number is left out. */
export function phonesOf(
  contact: Properties,
  readPhone: ReadPhone,
): { readonly label: string; readonly reading: PhoneReading }[] {
  const code = contact[PHONE_COUNTRY]?.trim().toUpperCase() ?? '';
  const country = /^[A-Z]{2}$/.test(code) ? code : undefined;
  return Object.entries(PHONES).flatMap(([property, label]) => {
    const text = contact[property]?.trim();
    return text ? [{ label, reading: readPhone(text, country) }] : [];
  });
}
