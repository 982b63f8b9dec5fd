import { z } from 'zod';
import { shorten } from '../src/domain/text/text.ts';
import { parseInstant } from '../src/domain/time/time.ts';

/* Fields of an enrolment. HubSpot sends each as text, and leaves out a field that is empty. */

const text = z.string('expected a value, but it is empty').max(2_000, 'expected at most 2000 characters');

/** Free text, cut to 500 characters so that it fits wherever it is shown. */
export const words = text.transform((value) => shorten(value, 500));

export const oneOf = <Value extends string>(values: readonly Value[]) =>
  text.transform((value, context): Value => {
    const found = values.find((v) => v === value.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `expected one of ${values.join(', ')}, and "${short(value)}" came` });
    return z.NEVER;
  });

/** A whole number in plain digits, as HubSpot stores it. `0x10`, `1e3`, `1.000` are refused. */
export const wholeNumber = (least: number, most: number) =>
  text.transform((value, context): number => {
    const number = /^\d{1,16}(?:\.0{1,2})?$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    context.addIssue({
      code: 'custom',
      message: `expected a whole number from ${least} to ${most} in plain digits, and "${short(value)}" came`,
    });
    return z.NEVER;
  });

/** A date or datetime as ms since 1970 UTC. */
export const instant = text.transform((value, context): number => {
  const at = parseInstant(value);
  if (at !== null) return at;
  context.addIssue({
    code: 'custom',
    message: `expected a date such as 2026-11-30, 2026-11-30T09:00:00Z or milliseconds since 1970, and "${short(value)}" came`,
  });
  return z.NEVER;
});

/** Several choices of one field: HubSpot joins them with semicolons. */
export const several = text.transform((value) => [...new Set(value.split(/[;,\s]+/).filter((part) => part !== ''))]);

const short = (value: string): string => (value.length > 40 ? `${shorten(value, 40)}…` : value);
