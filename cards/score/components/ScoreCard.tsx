import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { Layout } from '../layout.ts';
import { readerOf } from '../shared/language.ts';
import { TellProvider, tellTo, useTell } from '../tell.ts';
import { type ScoreCard as Card, useScoreCard } from '../use-score-card.ts';
import { Actions } from './Actions.tsx';
import { BantChecklist } from './BantChecklist.tsx';
import { Deeds } from './Deeds.tsx';
import { Evidence } from './Evidence.tsx';
import { News } from './News.tsx';
import { NextStep } from './NextStep.tsx';
import { Reasons } from './Reasons.tsx';
import { ScoreHistory } from './ScoreHistory.tsx';
import { Standing } from './Standing.tsx';
import { Summary } from './Summary.tsx';
import { ToRipen } from './ToRipen.tsx';
import { Validity } from './Validity.tsx';

/** The whole card, on the tab or in the sidebar. It shows what the server answered last. */
export function ScoreCard({ layout }: { readonly layout: Layout }) {
  const { user, portal } = useExtensionContext<'crm.record.tab' | 'crm.record.sidebar'>();
  const reader = readerOf({ user, portal });
  const card = useScoreCard(reader);
  const { view } = card;
  const now = view !== null && 'now' in view ? view.now : Date.now();
  return (
    <TellProvider value={tellTo(reader, now)}>
      <Answer card={card} layout={layout} />
    </TellProvider>
  );
}

function Answer({ card, layout }: { readonly card: Card; readonly layout: Layout }) {
  const { say, dates } = useTell();
  const { view } = card;
  if (view === null) return card.problem === null ? <Loading /> : <Failed card={card} />;
  switch (view.state) {
    case 'not_set_up':
      return (
        <EmptyState title={say('not_set_up')} layout="vertical" imageName="building" imageWidth={120}>
          <Text>{say('not_set_up_why')}</Text>
          {view.problems?.map((problem) => (
            <Text key={problem}>{say.told(problem)}</Text>
          ))}
        </EmptyState>
      );
    case 'not_found':
      return (
        <EmptyState title={say('not_found')} layout="vertical" imageName="contacts" imageWidth={120}>
          <Text>{say('not_found_why')}</Text>
          <LoadAgain card={card} />
        </EmptyState>
      );
    case 'scoring':
      return (
        <EmptyState title={say('scoring')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>
            {view.stuckSince === null
              ? say('scoring_soon')
              : say('scoring_stuck', { when: dates.when(view.stuckSince) })}
          </Text>
          {view.stuckSince === null ? (
            <LoadAgain card={card} />
          ) : (
            <LoadingButton
              loading={card.busy === 'recalculate'}
              onClick={() => card.act('recalculate', {})}
              testId="score-now"
            >
              {say('score_now')}
            </LoadingButton>
          )}
        </EmptyState>
      );
    case 'ok':
    case 'stale':
      return <Scored card={card} view={view} layout={layout} />;
    default:
      return view satisfies never;
  }
}

function Loading() {
  const { say } = useTell();
  return <LoadingSpinner label={say('loading')} showLabel layout="centered" size="md" />;
}

function Failed({ card }: { readonly card: Card }) {
  const { say } = useTell();
  return (
    <ErrorState title={say('failed')} type="error">
      <Text>{say(`problem_${card.problem ?? 'unreachable'}`)}</Text>
      <LoadAgain card={card} />
    </ErrorState>
  );
}

function LoadAgain({ card }: { readonly card: Card }) {
  const { say } = useTell();
  return (
    <Button onClick={card.reload} disabled={card.busy !== null} testId="load-again">
      {say(card.problem === null ? 'refresh' : 'try_again')}
    </Button>
  );
}

type ScoredProps = { readonly card: Card; readonly view: ScoredView; readonly layout: Layout };

function Scored({ card, view, layout }: ScoredProps) {
  const { say, dates } = useTell();
  return (
    <Flex direction="column" gap="md">
      {view.state === 'stale' && (
        <Alert title={say('stale')} variant="warning">
          {say('stale_since', { when: dates.when(view.staleSince) })}
        </Alert>
      )}
      {card.problem !== null && (
        <Alert title={say('latest_failed')} variant="warning">
          {say(`problem_${card.problem}`)}
        </Alert>
      )}
      {view.doNotContact.length > 0 && (
        <Alert title={say('no_correspondence')} variant="danger">
          {`${view.doNotContact.map(say.told).join('. ')}.`}
        </Alert>
      )}
      {view.refused?.map((sentence) => (
        <Alert key={sentence} title={say('value_refused')} variant="info">
          {say.told(sentence)}
        </Alert>
      ))}
      <News view={view} />
      <Summary view={view} />
      <Validity card={card} validity={view.validity} />
      <NextStep view={view} />
      <Actions card={card} view={view} />
      <Reasons view={view} layout={layout} />
      {layout === 'wide' ? (
        <Details view={view} />
      ) : (
        <Accordion title={say('more')} size="sm">
          <Details view={view} />
        </Accordion>
      )}
      <Deeds deeds={view.deeds} />
      <ScoreHistory history={view.history} />
      <ToRipen />
    </Flex>
  );
}

const Details = ({ view }: { readonly view: ScoredView }) => (
  <Flex direction="column" gap="md">
    <Standing view={view} />
    <BantChecklist bant={view.bant} />
    <Evidence view={view} />
  </Flex>
);
