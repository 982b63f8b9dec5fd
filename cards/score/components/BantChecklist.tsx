import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { BANT_QUESTIONS, type BantAnswer, type ScoredView } from '../contract.ts';
import { BANT_ANSWERS_IN_WORDS, BANT_QUESTIONS_IN_WORDS } from '../words.ts';

const TAGS: Readonly<Record<BantAnswer, 'default' | 'danger' | 'warning' | 'success'>> = {
  unknown: 'default',
  no: 'danger',
  partly: 'warning',
  yes: 'success',
};

/** The four questions with their answers, and what is still to be found out. */
export function BantChecklist({ bant }: { readonly bant: ScoredView['bant'] }) {
  const unknown = BANT_QUESTIONS.filter((question) => bant[question].answer === 'unknown');
  return (
    <Flex direction="column" gap="xs">
      <Heading>Budget, authority, need, timeline</Heading>
      <Text testId="bant-unknown">
        {unknown.length === 0
          ? 'All four are answered.'
          : `Still unknown: ${unknown.map((question) => BANT_QUESTIONS_IN_WORDS[question].name.toLowerCase()).join(', ')}.`}
      </Text>
      <DescriptionList direction="row">
        {BANT_QUESTIONS.map((question) => (
          <DescriptionListItem key={question} label={BANT_QUESTIONS_IN_WORDS[question].name}>
            <StatusTag variant={TAGS[bant[question].answer]} hollow={bant[question].answer === 'unknown'}>
              {BANT_ANSWERS_IN_WORDS[bant[question].answer]}
            </StatusTag>
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}
