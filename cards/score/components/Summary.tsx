import { Box, Flex, Heading, ScoreCircle, Tag, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { type Tell, useTell } from '../tell.ts';
import type { Word } from '../words/en.ts';

const TAGS = { unqualified: 'default', mql: 'info', sql: 'success' } as const;

/**
 * Score, grade, qualification and the last sign of life in words: the circle's colours are not the
 * model's thresholds, so it is decoration.
 */
export function Summary({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say, dates } = tell;
  const { score, grade, qualification, conversion, lastActivity } = view;
  const [fit, activity] = grade;
  return (
    <Flex direction="row" gap="md" align="center" wrap>
      <Box flex="none">
        <ScoreCircle score={score} />
      </Box>
      <Box flex={1}>
        <Heading>{say('score_and_grade', { score, grade })}</Heading>
        <Text>
          {say('grade_in_words', { fit: say(`fit_${fit}` as Word), activity: say(`activity_${activity}` as Word) })}
        </Text>
        {conversion !== null && <Text testId="conversion">{conversionIn(conversion, tell)}</Text>}
        <Flex direction="row" gap="xs" align="center" wrap>
          <Tag variant={TAGS[qualification.is]}>{say(qualification.is)}</Tag>
          <Text variant="microcopy">{say('since', { when: dates.when(qualification.since) })}</Text>
        </Flex>
        <Text testId="last-activity">
          {lastActivity === null
            ? say('no_activity')
            : say('last_activity', { what: lastActivity.label, when: dates.ago(lastActivity.at) })}
        </Text>
        <Text variant="microcopy" testId="scored-at">
          {view.updating ? say('calculating') : say('calculated', { when: dates.when(view.scoredAt) })}
        </Text>
      </Box>
    </Flex>
  );
}

type Conversion = NonNullable<ScoredView['conversion']>;

function conversionIn({ grade, size, seen, won, percent }: Conversion, { say }: Tell): string {
  const fillings = { grade, seen: say.number(seen), won: say.number(won), percent: say.number(percent) };
  return size === null
    ? say('conversion_of_grade', fillings)
    : say('conversion_of_kind', { ...fillings, size: size.replace('-', '–') });
}
