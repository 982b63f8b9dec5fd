import { Accordion, Text } from '@hubspot/ui-extensions';
import type { RateSeen } from '../../figures-contract.ts';
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

/** A number, and what share that is where there are enough. */
export function countAndShare(count: number, rate: RateSeen, { number }: Format): string {
  return rate === null ? number(count) : `${number(count)} (${say('percent', { percent: number(rate.percent) })})`;
}

/** The middle of a month is in it by the clocks of every zone. */
export const monthOf = (from: number, { month }: Format): string => month(from + 14 * 86_400_000);
