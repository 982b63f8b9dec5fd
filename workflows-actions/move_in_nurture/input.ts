import { z } from 'zod';
import { TOUCH_TRACK_CHOICES } from '../choices.ts';
import { instant, oneOf } from '../fields.ts';

const TOUCH_TRACKS = ['mql_nurture', 'sales_ready', 'dormant_sql', 'dormant_mql'] as const;

export const input = z
  .object({
    move: oneOf(['put_in', 'take_out', 'pause', 'let_ripen_decide'] as const),
    track: oneOf(TOUCH_TRACKS).optional(),
    until: instant.optional(),
  })
  .refine(({ move, track }) => move !== 'put_in' || track !== undefined, {
    path: ['track'],
    message: `expected one of ${TOUCH_TRACK_CHOICES.map(({ value }) => value).join(', ')}, and none came`,
  })
  .refine(({ move, until }) => move !== 'pause' || until !== undefined, {
    path: ['until'],
    message: 'expected the date until which to pause, and none came',
  });
