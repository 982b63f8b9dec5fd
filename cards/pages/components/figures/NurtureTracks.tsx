import { Alert, Button, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForTracks } from '../../ask-server.ts';
import type { TracksSeen } from '../../contracts/figures-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfState } from '../../state-names.ts';
import { say, told } from '../../words/words.ts';
import { HoldOuts } from '../hold-out/HoldOuts.tsx';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices } from './Choices.tsx';
import { Counted, countAndShare, monthOf, shareOf } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

type MailRates = TracksSeen['mails'][number]['rates'];

/** What the nurture tracks do, and how many contacts sleep. */
export function NurtureTracks({ server, format, chosen, choose, openList }: FiguresProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForTracks(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, reload, words: NO_FIGURES }} />;
  const { tracks, segments, nurtured } = view;
  return (
    <Flex direction="column" gap="md">
      <Choices
        filters={view.filters}
        countedAt={view.countedAt}
        {...{ chosen, choose, format, problem, loading, reload }}
      />
      <Heading>{say('tracks')}</Heading>
      <Stays stays={tracks} nowhere={say('in_none')} format={format} />
      {nurtured.left > 0 && (
        <Text>
          {say('nurtured_sql', {
            left: format.number(nurtured.left),
            sql: format.number(nurtured.sql),
            share: shareOf(nurtured.rate, format),
          })}
        </Text>
      )}
      {view.touches.length > 0 && <Heading>{say('touches')}</Heading>}
      {view.touches.length > 0 && <Touches touches={view.touches} format={format} />}
      {view.mails.length > 0 && <Heading>{say('mails')}</Heading>}
      {view.mails.length > 0 && <Mails mails={view.mails} format={format} />}
      {view.statistics !== null && view.statistics.mails.length > 0 && (
        <Statistics statistics={view.statistics} format={format} />
      )}
      <Heading>{say('dormant_base')}</Heading>
      <Stays stays={segments} nowhere={say('awake')} format={format} />
      {segments.length > 0 && <Dormant dormant={view.dormant} format={format} />}
      <Flex direction="row">
        <Button size="xs" variant="secondary" testId="to-nurture" onClick={() => openList('nurture')}>
          {say('to_nurture')}
        </Button>
      </Flex>
      <Counted how={say('tracks_counted')} />
      <HoldOuts server={server} format={format} />
    </Flex>
  );
}

type StaysProps = {
  readonly stays: TracksSeen['tracks'];
  /** what it is called to be in none of them */
  readonly nowhere: string;
  readonly format: Format;
};

const Stays = ({ stays, nowhere, format: { number } }: StaysProps) =>
  stays.length === 0 ? (
    <Text>{say('nobody_stayed')}</Text>
  ) : (
    <FigureTable
      columns={[say('stays_in'), say('in_it_now'), say('came_in'), say('went_out'), say('went_to')]}
      rows={stays.map(({ value, now, entered, left, next }) => [
        nameOfState(value),
        number(now),
        number(entered),
        number(left),
        next
          .map((one) =>
            say('contacts_of', {
              what: one.value === 'none' ? nowhere : nameOfState(one.value),
              count: number(one.contacts),
            }),
          )
          .join(', ') || '–',
      ])}
    />
  );

const Touches = ({ touches, format }: Pick<TracksSeen, 'touches'> & { readonly format: Format }) => (
  <FigureTable
    columns={[
      say('touches_of'),
      say('were_due'),
      say('were_done'),
      say('missed'),
      say('late_now'),
      say('due_now'),
      say('not_needed'),
      say('why_missed'),
    ]}
    rows={touches.map(({ track, kind, due, done, missed, late, open, cancelled, kept, causes }) => [
      `${nameOfState(track)}, ${say(kind === 'email' ? 'email' : 'by_hand')}`,
      format.number(due),
      countAndShare(done, kept, format),
      ...[missed, late, open, cancelled].map(format.number),
      causes
        .map(({ what, count }) => say('contacts_of', { what: told(what), count: format.number(count) }))
        .join('; ') || '–',
    ])}
  />
);

const Mails = ({ mails, format }: Pick<TracksSeen, 'mails'> & { readonly format: Format }) => (
  <Flex direction="column" gap="xs">
    <FigureTable
      columns={[say('mails_in'), say('mails_sent'), say('mails_clicked'), say('mails_opened')]}
      rows={mails.map(({ track, sent, clicked, opened, rates }) => [
        track === null ? say('in_none') : nameOfState(track),
        format.number(sent),
        say('count_and_share', { count: format.number(clicked), share: shareOf(rates.clicked, format) }),
        say('count_and_share', { count: format.number(opened), share: shareOf(rates.opened, format) }),
      ])}
    />
    <Counted how={say('mails_counted')} />
  </Flex>
);

/** What HubSpot counts of each e-mail, beside what Ripen saw of it. */
function Statistics({
  statistics: { since, until, allowed, mails },
  format,
}: {
  readonly statistics: NonNullable<TracksSeen['statistics']>;
  readonly format: Format;
}) {
  const shares = (one: { readonly clicked: number; readonly opened: number; readonly rates: MailRates } | null) =>
    one === null
      ? ['–', '–']
      : [countAndShare(one.clicked, one.rates.clicked, format), countAndShare(one.opened, one.rates.opened, format)];
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('statistics')}</Heading>
      {!allowed && (
        <Alert title={say('statistics_not_allowed')} variant="info">
          {say('statistics_allow')}
        </Alert>
      )}
      <FigureTable
        columns={[
          say('statistics_of'),
          say('statistics_in'),
          say('seen_sent'),
          say('seen_clicked'),
          say('seen_opened'),
          ...(allowed ? [say('hubspot_delivered'), say('hubspot_clicked'), say('hubspot_opened')] : []),
        ]}
        rows={mails.map(({ name, tracks, seen, hubspot }) => [
          name,
          tracks.map(nameOfState).join(', '),
          format.number(seen.sent),
          ...shares(seen),
          ...(allowed ? [hubspot === null ? '–' : format.number(hubspot.delivered), ...shares(hubspot)] : []),
        ])}
      />
      <Counted how={say('statistics_counted', { from: format.day(since), until: format.instant(until) })} />
    </Flex>
  );
}

const Dormant = ({ dormant, format }: Pick<TracksSeen, 'dormant'> & { readonly format: Format }) => (
  <FigureTable
    columns={[say('month'), ...(dormant[0]?.segments ?? []).map(({ segment }) => nameOfState(segment))]}
    rows={dormant.map(({ from, segments }) => [
      monthOf(from, format),
      ...segments.map((one) =>
        say('dormant_and_woke', { dormant: format.number(one.dormant), woke: format.number(one.woke) }),
      ),
    ])}
  />
);
