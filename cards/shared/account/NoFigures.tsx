import { Button, EmptyState, ErrorState, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Problem } from '../ask.ts';
import type { Format } from '../format.ts';
import { SetUp } from './SetUp.tsx';
import type { SayOfPage } from './say-of-page.ts';
import type { NotSetUpView } from './view.ts';

type NoFiguresProps = {
  /** null: no answer has come yet */
  readonly view: NotSetUpView | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** asks the server again */
  readonly reload: () => void;
  readonly format: Format;
  readonly say: SayOfPage;
};

/** A page without figures: they load, they cannot be had, or the account is not set up. */
export function NoFigures({ view, problem, loading, reload, format, say }: NoFiguresProps) {
  if (view !== null)
    return (
      <EmptyState title={say('not_set_up')} layout="vertical" imageName="building" imageWidth={120}>
        <Text>{say('not_set_up_why')}</Text>
        {view.problems?.map((sentence) => (
          <Text key={sentence}>{say.told(sentence)}</Text>
        ))}
        {view.progress !== undefined && <SetUp progress={view.progress} format={format} say={say} />}
        <LoadingButton loading={loading} onClick={reload} testId="load-again">
          {say('refresh')}
        </LoadingButton>
      </EmptyState>
    );
  if (problem === null) return <LoadingSpinner label={say('loading')} showLabel layout="centered" size="md" />;
  return (
    <ErrorState title={say('failed')} type="error">
      <Text>{say(`problem_${problem}`)}</Text>
      <Button onClick={reload} disabled={loading} testId="load-again">
        {say('try_again')}
      </Button>
    </ErrorState>
  );
}
