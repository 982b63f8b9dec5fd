import { onScreen } from '../src/domain/text/text.ts';

/* How programs print: a file or an account may hold signs that steer a terminal. */

/** Prints data. */
export const print = (text: string): void => console.log(onScreen(text));
/** Prints sentences about the data. */
export const tell = (text: string): void => console.error(onScreen(text));
