import { Accordion, AutoGrid, Flex, Heading, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { KindOfScore, ScoredView } from '../contract.ts';
import { signed } from '../labels.ts';
import type { Layout } from '../layout.ts';
import { Lines } from '../shared/Lines.tsx';
import { type Tell, useTell } from '../tell.ts';

/** Reasons of each score in the sidebar. The last line sums all others, so that lines add up. */
const NARROW_REASONS = 3;

/** The two scores with their strongest reasons, and when each of them happened. */
export function Reasons({ view, layout }: { readonly view: ScoredView; readonly layout: Layout }) {
  const { say } = useTell();
  return (
    <AutoGrid columnWidth={260} gap="md" flexible>
      <OneScore title={say('who_they_are')} id="explicit" score={view.explicit} layout={layout} />
      <OneScore title={say('what_they_do')} id="implicit" score={view.implicit} layout={layout} />
    </AutoGrid>
  );
}

type OneScoreProps = {
  readonly title: string;
  readonly id: string;
  readonly score: KindOfScore;
  readonly layout: Layout;
};

function OneScore({ title, id, score, layout }: OneScoreProps) {
  const tell = useTell();
  const { say } = tell;
  const lines = linesOf(score, layout === 'narrow' ? NARROW_REASONS : score.reasons.length, tell);
  const sums = sumsOf(score, tell);
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <ProgressBar
        title={say('points_of_100', { points: score.points })}
        aria-label={`${title}: ${say('points_of_100', { points: score.points })}`}
        value={score.points}
        maxValue={100}
        valueDescription={say('share_of_score', { share: score.share })}
        testId={`bar-${id}`}
      />
      {lines.length === 0 ? <Text>{say('no_points')}</Text> : <Lines lines={lines} testId={`reasons-${id}`} />}
      {sums.length > 0 && (
        <Accordion title={say('how_it_adds_up')} size="xs">
          <Lines lines={sums} testId={`sums-${id}`} />
        </Accordion>
      )}
    </Flex>
  );
}

/**
 * `+25 Asked to be contacted: 3 weeks ago (Nov 6, 2026)`, the strongest first, and `and 4 more: +6`
 * for all other rules.
 */
function linesOf({ reasons, more }: KindOfScore, most: number, tell: Tell): string[] {
  const { say } = tell;
  const hidden = reasons.slice(most);
  const count = more.count + hidden.length;
  const points = more.points + hidden.reduce((sum, reason) => sum + reason.points, 0);
  const shown = reasons.slice(0, most).map((reason) => {
    const line = { points: signed(reason.points), reason: reason.label };
    return reason.when === null
      ? `${line.points} ${line.reason}`
      : say('reason_when', { ...line, when: spanOf(reason.when, tell) });
  });
  return count > 0 ? [...shown, say.counted('more_reasons', count, { points: signed(points) })] : shown;
}

type Span = NonNullable<KindOfScore['reasons'][number]['when']>;

/** `3 weeks ago (Nov 6, 2026)`, or `14 times, Oct 3, 2026 to Nov 6, 2026`. */
function spanOf({ first, last, times }: Span, { say, dates }: Tell): string {
  if (times === 1) return dates.ago(last);
  const isOneDay = dates.day(first) === dates.day(last);
  const when = isOneDay ? dates.ago(last) : say('from_to', { first: dates.day(first), last: dates.day(last) });
  return say.counted('times_since', times, { when });
}

/** From the reasons to the score, by limits and rounding; empty where the reasons alone make it. */
function sumsOf({ reasons, more, limits, rounding }: KindOfScore, { say }: Tell): string[] {
  if (limits.length === 0 && rounding === 0) return [];
  const all = reasons.reduce((sum, { points }) => sum + points, more.points);
  return [
    say('all_reasons', { points: signed(all) }),
    ...limits.map(({ group, is, bound, points }) =>
      say(is === 'most' ? 'at_most' : 'at_least', {
        group: group ?? say('whole_score'),
        bound,
        points: signed(points),
      }),
    ),
    ...(rounding === 0 ? [] : [say('rounding', { points: signed(rounding) })]),
  ];
}
