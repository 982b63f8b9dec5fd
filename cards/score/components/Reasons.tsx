import { AutoGrid, Flex, Heading, List, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { KindOfScore, ScoredView } from '../contract.ts';
import { signed } from '../labels.ts';
import type { Layout } from '../layout.ts';

/**
 * Of how many reasons each score shows in the sidebar; the rest goes into the last line, so that
 * the lines still add up.
 */
const NARROW = 3;

/** The two scores with their strongest reasons. The lines below a bar add up to it, exactly. */
export function Reasons({ view, layout }: { readonly view: ScoredView; readonly layout: Layout }) {
  return (
    <AutoGrid columnWidth={260} gap="md" flexible>
      <OneScore title="Who they are" id="explicit" score={view.explicit} layout={layout} />
      <OneScore title="What they do" id="implicit" score={view.implicit} layout={layout} />
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
  const lines = linesOf(score, layout === 'narrow' ? NARROW : score.reasons.length);
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <ProgressBar
        title={`${score.points} of 100 points`}
        aria-label={`${title}: ${score.points} of 100 points`}
        value={score.points}
        maxValue={100}
        valueDescription={`${score.share} % of the score`}
        testId={`bar-${id}`}
      />
      {lines.length === 0 ? (
        <Text>No points yet.</Text>
      ) : (
        <List variant="unordered-styled" testId={`reasons-${id}`}>
          {lines.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
      )}
    </Flex>
  );
}

/** `+25 Asked to be contacted`, the strongest first, and `and 4 more: +6` for all the others. */
function linesOf({ reasons, more }: KindOfScore, most: number): string[] {
  const hidden = reasons.slice(most);
  const count = more.count + hidden.length;
  const points = more.points + hidden.reduce((sum, reason) => sum + reason.points, 0);
  const shown = reasons.slice(0, most).map((reason) => `${signed(reason.points)} ${reason.label}`);
  if (count > 0) return [...shown, `and ${count} more: ${signed(points)}`];
  return points === 0 ? shown : [...shown, `rounding: ${signed(points)}`];
}
