import type { Format } from '../../shared/format.ts';

/** A share of leads in per cent: tenths only below ten, where they can be told apart. */
export const percent = (share: number, format: Format): string => {
  const value = share * 100;
  return `${format.number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} %`;
};
