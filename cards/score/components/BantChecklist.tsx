import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { BANT_QUESTIONS, type BantAnswer, type BantQuestion } from '../shared/deeds.ts';
import { useTell } from '../tell.ts';

const TAGS: Readonly<Record<BantAnswer, 'default' | 'danger' | 'warning' | 'success'>> = {
  unknown: 'default',
  no: 'danger',
  partly: 'warning',
  yes: 'success',
};

/**
 * The four questions with their answers, where each comes from, and what is still to be found out.
 */
export function BantChecklist({ bant }: { readonly bant: ScoredView['bant'] }) {
  const { say } = useTell();
  const named = (questions: readonly BantQuestion[]) => questions.map((question) => say(question)).join(', ');
  const unknown = BANT_QUESTIONS.filter((question) => bant[question].answer === 'unknown');
  const old = BANT_QUESTIONS.filter((question) => bant[question].askAgain);
  const missing = [
    ...(unknown.length === 0 ? [] : [say('still_unknown', { questions: named(unknown) })]),
    ...(old.length === 0 ? [] : [say('ask_again_old', { questions: named(old) })]),
  ];
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('bant')}</Heading>
      <Text testId="bant-unknown">{missing.length === 0 ? say('all_answered') : missing.join(' ')}</Text>
      <DescriptionList direction="row">
        {BANT_QUESTIONS.map((question) => (
          <DescriptionListItem key={question} label={say(question)}>
            <Answer given={bant[question]} />
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}

function Answer({ given }: { readonly given: ScoredView['bant'][BantQuestion] }) {
  const { say, dates } = useTell();
  const { answer, source, at, by, askAgain } = given;
  const origin = [by ?? (source === null ? '' : say(`from_${source}`)), at === null ? '' : dates.when(at)].filter(
    Boolean,
  );
  return (
    <Flex direction="column" gap="flush">
      <StatusTag variant={askAgain ? 'default' : TAGS[answer]} hollow={answer === 'unknown' || askAgain}>
        {askAgain ? say('ask_again', { answer: say(answer) }) : say(answer)}
      </StatusTag>
      {origin.length > 0 && <Text variant="microcopy">{origin.join(', ')}</Text>}
    </Flex>
  );
}
