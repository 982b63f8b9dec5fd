import { Box, Flex, Heading, ScoreCircle, Tag, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';
import { gradeInWords, QUALIFICATIONS } from '../labels.ts';

const TAGS = { unqualified: 'default', mql: 'info', sql: 'success' } as const;

/**
 * Score, grade and qualification in words: the circle's colours are not the model's thresholds, so
 * it is decoration.
 */
export function Summary({ view, dates }: { readonly view: ScoredView; readonly dates: Dates }) {
  const { score, grade, qualification, conversion } = view;
  return (
    <Flex direction="row" gap="md" align="center" wrap>
      <Box flex="none">
        <ScoreCircle score={score} />
      </Box>
      <Box flex={1}>
        <Heading>{`${score} of 100, grade ${grade}`}</Heading>
        <Text>{gradeInWords(grade)}</Text>
        {conversion !== null && <Text testId="conversion">{`${conversion.summary}.`}</Text>}
        <Flex direction="row" gap="xs" align="center" wrap>
          <Tag variant={TAGS[qualification.is]}>{QUALIFICATIONS[qualification.is]}</Tag>
          <Text variant="microcopy">{`since ${dates.day(qualification.since)}`}</Text>
        </Flex>
        <Text variant="microcopy" testId="scored-at">
          {view.updating ? 'A new score is being calculated …' : `Calculated ${dates.minute(view.scoredAt)}`}
        </Text>
      </Box>
    </Flex>
  );
}
