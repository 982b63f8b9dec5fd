/** A form of the account, made by its marketers; never over the API here. */
export type Form = { readonly id: string; readonly name: string; readonly archived: boolean };

const form = (n: number, name: string, archived = false): Form => ({
  id: `5c7b0a1e-0000-4000-8000-${`${n}`.padStart(12, '0')}`,
  name,
  archived,
});

/** Two of them nobody has filled in. */
export const STANDARD_FORMS: readonly Form[] = [
  form(1, 'Request a demo'),
  form(2, 'Download the buyer guide'),
  form(3, 'Newsletter signup'),
  form(4, 'Register'),
  form(5, 'Ask for a callback'),
  form(6, 'Partner enquiry'),
  form(7, 'Summer fair 2024', true),
];
