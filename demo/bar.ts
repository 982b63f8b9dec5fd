import { SingleBar } from 'cli-progress';

/** A bar that moves in a terminal, and elsewhere says every five seconds how far it is. */
export const bar = (format: string): SingleBar =>
  new SingleBar({ format, barsize: 30, hideCursor: false, linewrap: true, noTTYOutput: true, notTTYSchedule: 5_000 });
