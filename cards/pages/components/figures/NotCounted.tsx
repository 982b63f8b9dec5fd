import { ErrorState, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Answered } from '../../use-answer.ts';
import { say } from '../../words/words.ts';

/** There are no figures: not yet, or not now. */
export const NotCounted = ({ problem, loading, look }: Omit<Answered<unknown>, 'view' | 'show'>) =>
  problem === null ? (
    <LoadingSpinner label={say('loading_figures')} showLabel layout="centered" size="md" />
  ) : (
    <ErrorState title={say('figures_failed')} type="error">
      <Text>{say(`problem_${problem}`)}</Text>
      <LoadingButton loading={loading} onClick={look}>
        {say('try_again')}
      </LoadingButton>
    </ErrorState>
  );
