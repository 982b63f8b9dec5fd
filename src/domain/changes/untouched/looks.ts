import type { Model } from '../../model/model.ts';
import { shareLeftOut } from '../../nurture/hold-out.ts';
import { DAY, dayOf } from '../../time/time.ts';
import { BANT_QUESTIONS, HOLD_OUT_TRACKS, TOUCH_TRACKS } from '../../words.ts';
import { isEqual } from '../document/documents.ts';
import type { Gist } from './gist.ts';

/* Whom a change leaves alone, as far as the gist of a contact tells it. */

/** Whether what is shown of a contact is beyond the reach of a change. */
export type Look = (shown: Gist) => boolean;

export function looksChanged(current: Model, draft: Model): readonly Look[] {
  const looks: Look[] = [];
  // Who is given to whom concerns only those who wait for sales and belong to nobody.
  if (!isEqual(current.routing, draft.routing))
    looks.push(
      ({ written, owed, owner }) => owner !== '' || (written['ripen_nurture_track'] !== 'sales_ready' && owed === null),
    );
  for (const track of TOUCH_TRACKS)
    if (!isEqual(current.cadence[track] ?? null, draft.cadence[track] ?? null))
      looks.push(({ wanted }) => wanted !== null && wanted !== track);
  for (const [name, isBeyond] of Object.entries(BEYOND_SPAN) as [keyof Model['dormancy'], Look][])
    if (current.dormancy[name] !== draft.dormancy[name])
      looks.push((gist) => gist.wanted !== null && (gist.relation !== 'prospect' || isBeyond(gist)));
  if (!isEqual(current.response, draft.response))
    // Where nobody was to answer so far, whoever is an SQL may be to be answered.
    looks.push(
      ({ wasOwed, written }) =>
        !wasOwed && (current.response !== undefined || written['ripen_qualification'] !== 'sql'),
    );
  looks.push(...clockLooks(current, draft));
  // Of those who are in a track only whoever is left out of it gets another lot.
  for (const track of HOLD_OUT_TRACKS)
    if (shareLeftOut(current, track) !== shareLeftOut(draft, track))
      looks.push(
        ({ wanted, written }) => wanted !== null && (wanted !== track || written['ripen_nurture_track'] === track),
      );
  if (current.handBackDays !== draft.handBackDays) looks.push(({ isHandedBack }) => !isHandedBack);
  const { signalDays, stages } = draft.qualification;
  if (current.qualification.signalDays !== signalDays) looks.push(({ isDecided }) => !isDecided);
  for (const level of ['mql', 'sql'] as const)
    if (current.qualification.stages[level] !== stages[level])
      looks.push(({ written }) => written['ripen_qualification'] !== level);
  if (!isEqual(current.lifecycle, draft.lifecycle))
    looks.push(({ stage }) => meaningOf(current, stage) === meaningOf(draft, stage));
  for (const question of BANT_QUESTIONS)
    if (current.bantFreshDays[question] !== draft.bantFreshDays[question])
      looks.push(({ bant }) => bant.every(([answered]) => answered !== question));
  return looks;
}

/** What a model makes of a lifecycle stage. */
const meaningOf = ({ lifecycle }: Model, stage: string): string =>
  (['prospect', 'opportunity', 'customer'] as const).filter((name) => lifecycle[name].includes(stage)).join();

/** Prospects that do not fall dormant by a span. */
const BEYOND_SPAN: Readonly<Record<keyof Model['dormancy'], Look>> = {
  sqlSilentDays: ({ written }) => written['ripen_qualification'] !== 'sql',
  mqlProgrammeDays: ({ written }) => written['ripen_qualification'] !== 'mql',
  mqlSilentDays: ({ written, wasQualified }) => written['ripen_qualification'] === 'sql' || !wasQualified,
  unqualifiedSilentDays: ({ wasQualified }) => wasQualified,
};

/** Changes of the hours in which touches and answers fall due, and of what becomes of touches. */
function clockLooks(current: Model, draft: Model): readonly Look[] {
  const looks: Look[] = [];
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
    looks.push(
      (gist) => !gist.wasOwed && !gist.isTouchOpen && (!hasNext(gist) || (closed !== null && isClearOf(closed, gist))),
    );
  }
  const [was, is] = [current.touch, draft.touch];
  if (was.from !== is.from || was.to !== is.to || was.weekends !== is.weekends) looks.push((gist) => !hasMails(gist));
  if (was.minimumGapDays !== is.minimumGapDays) looks.push((gist) => !hasNext(gist));
  if (was.graceDays !== is.graceDays) looks.push((gist) => !hasMails(gist) && !gist.isTouchOpen);
  if (was.lateAfterWorkingHours !== is.lateAfterWorkingHours) looks.push(({ isTouchOpen }) => !isTouchOpen);
  return looks;
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
