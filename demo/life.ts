import { type LivedDay, NOTHING, ordinaryDays } from '../sandbox/year/ordinary-days.ts';
import type { World } from './world.ts';

/** Lets days pass in the world, each with what happens in an account by itself. */
export type Life = {
  /** Throws a sentence when the number of days is not possible, or days are passing already. */
  readonly pass: (days: number, onDay?: (done: number) => void) => Promise<LivedDay>;
};

export const MOST_DAYS = 400;
const DAY = 86_400_000;
const SEED = 2026;

/**
 * Lives day by day, never several at once: a mail goes out only while it is due, and may wake the
 * person before the next one.
 */
export function startLife(world: Pick<World, 'sandbox' | 'settled'>): Life {
  const { clock } = world.sandbox;
  const account = ordinaryDays(world.sandbox, SEED);
  let passing = false;

  async function pass(days: number, onDay: (done: number) => void = () => {}): Promise<LivedDay> {
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      throw new Error(`Days are a whole number from 1 to ${MOST_DAYS}.`);
    if (passing) throw new Error('Days are passing already: wait until they are over.');
    passing = true;
    try {
      let all = NOTHING;
      for (let day = 1; day <= days; day++) {
        const tomorrow = clock.now() + DAY;
        all = sum(all, account.live());
        clock.set(tomorrow);
        await world.settled();
        onDay(day);
      }
      return all;
    } finally {
      passing = false;
    }
  }
  return { pass };
}

const sum = (a: LivedDay, b: LivedDay): LivedDay => ({
  sent: a.sent + b.sent,
  opened: a.opened + b.opened,
  clicked: a.clicked + b.clicked,
  unsubscribed: a.unsubscribed + b.unsubscribed,
  tasksDone: a.tasksDone + b.tasksDone,
});
