import { ErrorState, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Answered } from '../hooks/use-answer.ts';
import type { Word } from '../words/en.ts';
import { say } from '../words/words.ts';

type NoAnswerProps = Omit<Answered<unknown>, 'view' | 'show'> & {
  /** what is awaited, and that it could not be had */
  readonly words: { readonly waiting: Word; readonly failed: Word };
};

/** A tab whose answer is not there yet, or cannot be had now. */
export const NoAnswer = ({ problem, loading, reload, words }: NoAnswerProps) =>
  problem === null ? (
    <LoadingSpinner label={say(words.waiting)} showLabel layout="centered" size="md" />
  ) : (
    <ErrorState title={say(words.failed)} type="error">
      <Text>{say(`problem_${problem}`)}</Text>
      <LoadingButton loading={loading} onClick={reload} testId="load-tab-again">
        {say('try_again')}
      </LoadingButton>
    </ErrorState>
  );
