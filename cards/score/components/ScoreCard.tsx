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
import { PROBLEMS } from '../ask-server.ts';
import type { ScoredView } from '../contract.ts';
import { type Dates, datesFor } from '../dates.ts';
import type { Layout } from '../layout.ts';
import { type ScoreCard as Card, useScoreCard } from '../use-score-card.ts';
import { Actions } from './Actions.tsx';
import { BantChecklist } from './BantChecklist.tsx';
import { Evidence } from './Evidence.tsx';
import { NextStep } from './NextStep.tsx';
import { Reasons } from './Reasons.tsx';
import { ScoreHistory } from './ScoreHistory.tsx';
import { Standing } from './Standing.tsx';
import { Summary } from './Summary.tsx';
import { Validity } from './Validity.tsx';

/**
 * The whole card, on the tab or in the sidebar: what it shows depends only on what the server last
 * said.
 */
export function ScoreCard({ layout }: { readonly layout: Layout }) {
  const { user, portal } = useExtensionContext<'crm.record.tab' | 'crm.record.sidebar'>();
  const card = useScoreCard();
  const { view } = card;
  const dates = datesFor(user.locale, portal.timezone);

  if (view === null) return card.problem === null ? <Loading /> : <Failed card={card} />;
  switch (view.state) {
    case 'not_set_up':
      return (
        <EmptyState title="Ripen is not set up yet" layout="vertical" imageName="building" imageWidth={120}>
          <Text>Scores appear here as soon as an administrator has finished installing Ripen.</Text>
          {view.problems?.map((problem) => (
            <Text key={problem}>{problem}</Text>
          ))}
        </EmptyState>
      );
    case 'not_found':
      return (
        <EmptyState title="No score yet" layout="vertical" imageName="contacts" imageWidth={120}>
          <Text>Ripen has not seen this contact yet. A new contact is scored within a few minutes.</Text>
          <LookAgain card={card} />
        </EmptyState>
      );
    case 'scoring':
      return (
        <EmptyState title="This contact is being scored" layout="vertical" imageName="target" imageWidth={120}>
          <Text>
            {view.stuckSince === null
              ? 'The first score will be here in a moment.'
              : `The first score has been overdue since ${dates.minute(view.stuckSince)}.`}
          </Text>
          {view.stuckSince === null ? (
            <LookAgain card={card} />
          ) : (
            <LoadingButton
              loading={card.busy === 'recalculate'}
              onClick={() => card.act('recalculate', {})}
              testId="score-now"
            >
              Score contact now
            </LoadingButton>
          )}
        </EmptyState>
      );
    case 'ok':
    case 'stale':
      return <Scored card={card} view={view} dates={dates} layout={layout} />;
    default:
      return view satisfies never;
  }
}

const Loading = () => <LoadingSpinner label="Loading the lead score" showLabel layout="centered" size="md" />;

const Failed = ({ card }: { readonly card: Card }) => (
  <ErrorState title="The score could not be loaded" type="error">
    <Text>{PROBLEMS[card.problem ?? 'unreachable']}</Text>
    <LookAgain card={card} />
  </ErrorState>
);

const LookAgain = ({ card }: { readonly card: Card }) => (
  <Button onClick={card.look} disabled={card.busy !== null} testId="look-again">
    {card.problem === null ? 'Refresh' : 'Try again'}
  </Button>
);

type ScoredProps = { readonly card: Card; readonly view: ScoredView; readonly dates: Dates; readonly layout: Layout };

function Scored({ card, view, dates, layout }: ScoredProps) {
  return (
    <Flex direction="column" gap="md">
      {view.state === 'stale' && (
        <Alert title="This score is out of date" variant="warning">
          {`It could not be brought up to date since ${dates.minute(view.staleSince)}.`}
        </Alert>
      )}
      {card.problem !== null && (
        <Alert title="The latest score could not be loaded" variant="warning">
          {PROBLEMS[card.problem]}
        </Alert>
      )}
      {view.doNotContact.length > 0 && (
        <Alert title="No correspondence" variant="danger">
          {`${view.doNotContact.join('. ')}.`}
        </Alert>
      )}
      {view.refused?.map((sentence) => (
        <Alert key={sentence} title="A value could not be written to this record" variant="info">
          {sentence}
        </Alert>
      ))}
      <Summary view={view} dates={dates} />
      <Validity card={card} validity={view.validity} />
      <NextStep view={view} dates={dates} />
      <Actions card={card} view={view} />
      <Reasons view={view} layout={layout} />
      {layout === 'wide' ? (
        <Details view={view} dates={dates} />
      ) : (
        <Accordion title="More about this lead" size="sm">
          <Details view={view} dates={dates} />
        </Accordion>
      )}
      <ScoreHistory history={view.history} dates={dates} />
    </Flex>
  );
}

const Details = ({ view, dates }: { readonly view: ScoredView; readonly dates: Dates }) => (
  <Flex direction="column" gap="md">
    <Standing view={view} dates={dates} />
    <BantChecklist bant={view.bant} dates={dates} />
    <Evidence view={view} />
  </Flex>
);
