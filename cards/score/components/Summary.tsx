import { Box, Flex, Heading, ScoreCircle, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';
import { gradeInWords } from '../words.ts';

/** Score and grade in words first: the circle's colours are not the model's thresholds, so it is decoration. */
export function Summary({ view, dates }: { readonly view: ScoredView; readonly dates: Dates }) {
  return (
    <Flex direction="row" gap="md" align="center" wrap>
      <Box flex="none">
        <ScoreCircle score={view.score} />
      </Box>
      <Box flex={1}>
        <Heading>{`${view.score} of 100, grade ${view.grade}`}</Heading>
        <Text>{gradeInWords(view.grade)}</Text>
        <Text variant="microcopy" testId="scored-at">
          {view.updating ? 'A new score is being calculated …' : `Calculated ${dates.minute(view.scoredAt)}`}
        </Text>
      </Box>
    </Flex>
  );
}
