import * as z from 'zod/mini';
import { ACCOUNT, NOT_SET_UP } from './shared/account/view.ts';

/*
 * What the server says to the app's page, read by both sides from here, and as tolerantly as the
 * settings page reads it. Instants are ms since 1970 UTC.
 */

export const overviewView = z.discriminatedUnion('state', [z.object(ACCOUNT), z.object(NOT_SET_UP)]);
export type OverviewView = z.infer<typeof overviewView>;
