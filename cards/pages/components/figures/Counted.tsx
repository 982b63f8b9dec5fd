import { Accordion, Text } from '@hubspot/ui-extensions';
import type { RateSeen } from '../../contracts/figures-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';

/** How the figures above are counted, one click away. */
export const Counted = ({ how }: { readonly how: string }) => (
  <Accordion title={say('how_counted')} size="sm">
    <Text>{how}</Text>
  </Accordion>
);

/** A share with n and its interval; of too few it says so. */
export const shareOf = (rate: RateSeen, { number }: Format): string =>
  rate === null
    ? say('too_few')
    : say('share', {
        percent: number(rate.percent),
        n: number(rate.n),
        low: number(rate.low),
        high: number(rate.high),
      });

/** A number, and what share that is, with its interval, where there are enough. */
export const countAndShare = (count: number, rate: RateSeen, { number }: Format): string =>
  rate === null
    ? number(count)
    : say('count_and_percent', {
        count: number(count),
        percent: number(rate.percent),
        low: number(rate.low),
        high: number(rate.high),
      });

/** A share that is estimated, with its interval. */
export const estimated = (
  percent: number,
  { low, high }: { readonly low: number; readonly high: number },
  { number }: Format,
): string => say('percent_range', { percent: number(percent), low: number(low), high: number(high) });

/** The middle of a month is in it by the clocks of every zone. */
export const monthOf = (from: number, { month }: Format): string => month(from + 14 * 86_400_000);
