import type { Model } from '../../model/model.ts';
import { shareLeftOut } from '../../nurture/hold-out.ts';
import { DAY, dayOf } from '../../time/time.ts';
import { BANT_QUESTIONS, HOLD_OUT_TRACKS, TOUCH_TRACKS } from '../../words.ts';
import { isEqual } from '../document/documents.ts';
import type { Gist } from './gist.ts';

/* Whom a change leaves alone, as far as the gist of a contact tells it. */

/** Whether what is shown of a contact is beyond the reach of a change. */
export type IsBeyond = (shown: Gist) => boolean;

/** One test for each part of the model that differs: a contact that passes all is left alone. */
export function beyondReach(current: Model, draft: Model): readonly IsBeyond[] {
  const found: IsBeyond[] = [];
  // Who is given to whom concerns only those who wait for sales and belong to nobody.
  if (!isEqual(current.routing, draft.routing))
    found.push(
      ({ written, owed, owner }) => owner !== '' || (written['ripen_nurture_track'] !== 'sales_ready' && owed === null),
    );
  for (const track of TOUCH_TRACKS)
    if (!isEqual(current.cadence[track] ?? null, draft.cadence[track] ?? null))
      found.push(({ wanted }) => wanted !== null && wanted !== track);
  for (const [name, isBeyond] of Object.entries(BEYOND_SPAN) as [keyof Model['dormancy'], IsBeyond][])
    if (current.dormancy[name] !== draft.dormancy[name])
      found.push((gist) => gist.wanted !== null && (gist.relation !== 'prospect' || isBeyond(gist)));
  if (!isEqual(current.response, draft.response))
    // Where nobody was to answer so far, whoever is an SQL may be to be answered.
    found.push(
      ({ wasOwed, written }) =>
        !wasOwed && (current.response !== undefined || written['ripen_qualification'] !== 'sql'),
    );
  found.push(...beyondClock(current, draft));
  // Of those who are in a track only whoever is left out of it gets another lot.
  for (const track of HOLD_OUT_TRACKS)
    if (shareLeftOut(current, track) !== shareLeftOut(draft, track))
      found.push(
        ({ wanted, written }) => wanted !== null && (wanted !== track || written['ripen_nurture_track'] === track),
      );
  if (current.handBackDays !== draft.handBackDays) found.push(({ isHandedBack }) => !isHandedBack);
  const { signalDays, stages } = draft.qualification;
  if (current.qualification.signalDays !== signalDays) found.push(({ isDecided }) => !isDecided);
  for (const level of ['mql', 'sql'] as const)
    if (current.qualification.stages[level] !== stages[level])
      found.push(({ written }) => written['ripen_qualification'] !== level);
  if (!isEqual(current.lifecycle, draft.lifecycle))
    found.push(({ stage }) => meaningOf(current, stage) === meaningOf(draft, stage));
  for (const question of BANT_QUESTIONS)
    if (current.bantFreshDays[question] !== draft.bantFreshDays[question])
      found.push(({ bant }) => bant.every(([answered]) => answered !== question));
  return found;
}

/** What a model makes of a lifecycle stage. */
const meaningOf = ({ lifecycle }: Model, stage: string): string =>
  (['prospect', 'opportunity', 'customer'] as const).filter((name) => lifecycle[name].includes(stage)).join();

/** Prospects that do not fall dormant by a span. */
const BEYOND_SPAN: Readonly<Record<keyof Model['dormancy'], IsBeyond>> = {
  sqlSilentDays: ({ written }) => written['ripen_qualification'] !== 'sql',
  mqlProgrammeDays: ({ written }) => written['ripen_qualification'] !== 'mql',
  mqlSilentDays: ({ written, wasQualified }) => written['ripen_qualification'] === 'sql' || !wasQualified,
  unqualifiedSilentDays: ({ wasQualified }) => wasQualified,
};

/** Changes of the hours in which touches and answers fall due, and of what becomes of touches. */
function beyondClock(current: Model, draft: Model): readonly IsBeyond[] {
  const found: IsBeyond[] = [];
  const linesOf = ({ wanted }: Gist) =>
    TOUCH_TRACKS.filter((track) => track === wanted || wanted === null).flatMap((track) => [
      ...(current.cadence[track] ?? []),
      ...(draft.cadence[track] ?? []),
    ]);
  const isLeftAlone = ({ written }: Gist) => written['ripen_nurture_track'] === 'no_correspondence';
  const hasNext = (gist: Gist) => !isLeftAlone(gist) && linesOf(gist).length > 0;
  const hasMails = (gist: Gist) => !isLeftAlone(gist) && linesOf(gist).some(({ kind }) => kind === 'email');
  if (!isEqual(current.calendar, draft.calendar)) {
    const closed = laterClosed(current, draft);
    found.push(
      (gist) => !gist.wasOwed && !gist.isTouchOpen && (!hasNext(gist) || (closed !== null && isClearOf(closed, gist))),
    );
  }
  const [was, is] = [current.touch, draft.touch];
  if (was.from !== is.from || was.to !== is.to || was.weekends !== is.weekends) found.push((gist) => !hasMails(gist));
  if (was.minimumGapDays !== is.minimumGapDays) found.push((gist) => !hasNext(gist));
  if (was.graceDays !== is.graceDays) found.push((gist) => !hasMails(gist) && !gist.isTouchOpen);
  if (was.lateAfterWorkingHours !== is.lateAfterWorkingHours) found.push(({ isTouchOpen }) => !isTouchOpen);
  return found;
}

/** Days since 1970 that the draft closes too, if nothing else differs; null: something does. */
function laterClosed({ calendar: was }: Model, { calendar: is }: Model): readonly number[] | null {
  if (!isEqual({ ...was, holidays: [] }, { ...is, holidays: [] })) return null;
  if (was.holidays.some((holiday) => !is.holidays.includes(holiday))) return null;
  const days = is.holidays
    .filter((holiday) => !was.holidays.includes(holiday))
    .map((holiday) => Date.parse(`${holiday}T00:00:00Z`) / DAY);
  // A day of every year was also in the past, and may have put off an earlier touch.
  return is.holidays.some((holiday) => !was.holidays.includes(holiday) && holiday.length < 10) ? null : days;
}

/**
 * Whether days that close leave the next touch where it was announced: they come later than the
 * evaluation, and none is the day of the touch in whichever time zone.
 */
function isClearOf(closed: readonly number[], { at, written }: Gist): boolean {
  const next = written['ripen_next_touch_at'] ?? '';
  const day = next === '' ? null : dayOf(Date.parse(next));
  return closed.every((one) => one > dayOf(at) + 1 && (day === null || Math.abs(one - day) > 1));
}
