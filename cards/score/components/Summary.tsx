import { Box, Flex, Heading, ScoreCircle, Tag, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { type Tell, useTell } from '../tell.ts';
import type { Word } from '../words/en.ts';

const TAGS = { unqualified: 'default', mql: 'info', sql: 'success' } as const;

/**
 * Score, grade, qualification and the last activity, in words. The circle only decorates: HubSpot
 * colours it by thresholds of its own, not by those of the model.
 */
export function Summary({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say, dates } = tell;
  const { score, grade, qualification, chance, lastActivity } = view;
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
        {chance != null && <ChanceLines chance={chance} say={say} />}
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

type Chance = NonNullable<ScoredView['chance']>;

/** How many leads like this one buy, and who is like this one. */
function ChanceLines({ chance, say }: { readonly chance: Chance; readonly say: Tell['say'] }) {
  if (chance === 'little')
    return (
      <Text variant="microcopy" testId="chance">
        {say('chance_little')}
      </Text>
    );
  const { from, to, size } = chance;
  return (
    <>
      <Text testId="chance">{chanceIn(chance, say)}</Text>
      <Text variant="microcopy" testId="like-this">
        {size === null
          ? say('like_this', { from, to })
          : say('like_this_size', { from, to, size: size.replace('-', '–') })}
      </Text>
    </>
  );
}

function chanceIn({ chance, seen, won, windowDays }: Exclude<Chance, 'little'>, say: Tell['say']): string {
  const counts = { seen: say.number(seen), won: say.number(won), days: windowDays };
  return chance === null ? say('chance_count', counts) : say(`chance_${chance.is}`, { ...counts, ...chance });
}
