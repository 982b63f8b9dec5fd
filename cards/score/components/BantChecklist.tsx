import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { BANT_QUESTIONS, type BantAnswer, type BantQuestion, type ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';
import { BANT_ANSWERS_IN_WORDS, BANT_QUESTIONS_IN_WORDS, BANT_SOURCES } from '../labels.ts';

const TAGS: Readonly<Record<BantAnswer, 'default' | 'danger' | 'warning' | 'success'>> = {
  unknown: 'default',
  no: 'danger',
  partly: 'warning',
  yes: 'success',
};

type BantChecklistProps = { readonly bant: ScoredView['bant']; readonly dates: Dates };

/**
 * The four questions with their answers, where each comes from, and what is still to be found out.
 */
export function BantChecklist({ bant, dates }: BantChecklistProps) {
  const unknown = BANT_QUESTIONS.filter((question) => bant[question].answer === 'unknown');
  const old = BANT_QUESTIONS.filter((question) => bant[question].askAgain);
  return (
    <Flex direction="column" gap="xs">
      <Heading>Budget, authority, need, timeline</Heading>
      <Text testId="bant-unknown">
        {unknown.length + old.length === 0
          ? 'All four are answered.'
          : [...line('Still unknown', unknown), ...line('Ask again, the answer is old', old)].join(' ')}
      </Text>
      <DescriptionList direction="row">
        {BANT_QUESTIONS.map((question) => (
          <DescriptionListItem key={question} label={BANT_QUESTIONS_IN_WORDS[question].name}>
            <Answer given={bant[question]} dates={dates} />
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}

function Answer({ given, dates }: { readonly given: ScoredView['bant'][BantQuestion]; readonly dates: Dates }) {
  const { answer, source, at, askAgain } = given;
  const origin = [source === null ? '' : BANT_SOURCES[source], at === null ? '' : dates.day(at)].filter(Boolean);
  return (
    <Flex direction="column" gap="flush">
      <StatusTag variant={askAgain ? 'default' : TAGS[answer]} hollow={answer === 'unknown' || askAgain}>
        {askAgain ? `${BANT_ANSWERS_IN_WORDS[answer]}: ask again` : BANT_ANSWERS_IN_WORDS[answer]}
      </StatusTag>
      {origin.length > 0 && <Text variant="microcopy">{origin.join(', ')}</Text>}
    </Flex>
  );
}

const line = (what: string, questions: readonly BantQuestion[]): string[] =>
  questions.length === 0
    ? []
    : [`${what}: ${questions.map((question) => BANT_QUESTIONS_IN_WORDS[question].name.toLowerCase()).join(', ')}.`];
