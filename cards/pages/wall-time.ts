/* Turns the days and times of HubSpot's inputs into the text that the server reads. */

export type Day = { readonly year: number; readonly month: number; readonly date: number };
export type Time = { readonly hours: number; readonly minutes: number };

const digits = (number: number, length = 2): string => `${number}`.padStart(length, '0');

/** HubSpot counts months from 0. */
export const dayIn = ({ year, month, date }: Day): string => `${digits(year, 4)}-${digits(month + 1)}-${digits(date)}`;
export const timeIn = ({ hours, minutes }: Time): string => `${digits(hours)}:${digits(minutes)}`;
