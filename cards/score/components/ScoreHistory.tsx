import { Accordion, Flex, LineChart, List, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';
import { signed } from '../labels.ts';

type Point = ScoredView['history'][number];

/** How many jumps are told. */
const JUMPS = 5;

/**
 * The score over time: a sentence, a chart, and what made it jump (a chart cannot be marked, nor be
 * read aloud).
 */
export function ScoreHistory({ history, dates }: { readonly history: readonly Point[]; readonly dates: Dates }) {
  const jumps = jumpsOf(history);
  return (
    <Accordion title="Score over time" size="sm">
      <Flex direction="column" gap="sm">
        <Text testId="trend">{trendOf(history, dates)}</Text>
        {history.length > 1 && (
          <LineChart
            data={history.map(({ at, score }) => ({ at, score }))}
            axes={{
              x: { field: 'at', fieldType: 'datetime', label: 'Date' },
              y: { field: 'score', fieldType: 'linear', label: 'Score' },
            }}
            options={{ showTooltips: true }}
          />
        )}
        {jumps.length > 0 && (
          <List variant="unordered-styled" testId="jumps">
            {jumps.map(({ at, points, cause }) => (
              <Text key={at}>{`${dates.day(at)}: ${signed(points)} ${cause}`}</Text>
            ))}
          </List>
        )}
      </Flex>
    </Accordion>
  );
}

/** `Up 12 since 1 Nov 2026.` */
function trendOf(history: readonly Point[], dates: Dates): string {
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || first === last) return 'No change has been recorded yet.';
  const change = last.score - first.score;
  const since = dates.day(first.at);
  return change === 0
    ? `No change since ${since}.`
    : `${change > 0 ? 'Up' : 'Down'} ${Math.abs(change)} since ${since}.`;
}

/** The largest changes of which the cause is known, the newest first. */
function jumpsOf(history: readonly Point[]): { at: number; points: number; cause: string }[] {
  return history
    .flatMap(({ at, score, cause }, index) => {
      const points = score - (history[index - 1]?.score ?? score);
      return cause === null || points === 0 ? [] : [{ at, points, cause }];
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, JUMPS)
    .sort((a, b) => b.at - a.at);
}
