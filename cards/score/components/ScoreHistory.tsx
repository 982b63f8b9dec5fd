import { Accordion, Flex, LineChart, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { signed } from '../labels.ts';
import { Lines } from '../shared/Lines.tsx';
import { type Tell, useTell } from '../tell.ts';

type Point = ScoredView['history'][number];

/** At most so many jumps are listed. */
const JUMPS = 5;

/**
 * The score over time: a sentence, a chart, and a list of what made the score jump. The list is
 * there because HubSpot's chart can neither carry marks nor be read aloud.
 */
export function ScoreHistory({ history }: { readonly history: readonly Point[] }) {
  const tell = useTell();
  const { say, dates } = tell;
  const jumps = jumpsOf(history);
  return (
    <Accordion title={say('score_over_time')} size="sm">
      <Flex direction="column" gap="sm">
        <Text testId="trend">{trendOf(history, tell)}</Text>
        {history.length > 1 && (
          <LineChart
            data={history.map(({ at, score }) => ({ at, score }))}
            axes={{
              x: { field: 'at', fieldType: 'datetime', label: say('date') },
              y: { field: 'score', fieldType: 'linear', label: say('score') },
            }}
            options={{ showTooltips: true }}
          />
        )}
        {jumps.length > 0 && (
          <Lines
            lines={jumps.map(({ at, points, cause }) =>
              say('jump', {
                when: dates.when(at),
                points: signed(points),
                cause: cause.is === 'signal' ? cause.label : say(`cause_${cause.is}`),
              }),
            )}
            testId="jumps"
          />
        )}
      </Flex>
    </Accordion>
  );
}

/** `Up 12 since 1 Nov 2026.` */
function trendOf(history: readonly Point[], { say, dates }: Tell): string {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || first === last) return say('no_change_recorded');
  const change = last.score - first.score;
  const when = dates.when(first.at);
  if (change === 0) return say('no_change', { when });
  return say(change > 0 ? 'went_up' : 'went_down', { points: Math.abs(change), when });
}

/** The largest changes of which the cause is known, the newest first. */
function jumpsOf(history: readonly Point[]): { at: number; points: number; cause: NonNullable<Point['cause']> }[] {
  return history
    .flatMap(({ at, score, cause }, index) => {
      const points = score - (history[index - 1]?.score ?? score);
      return cause === null || points === 0 ? [] : [{ at, points, cause }];
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, JUMPS)
    .sort((a, b) => b.at - a.at);
}
