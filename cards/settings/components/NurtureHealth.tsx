import { Accordion, Alert, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { counted, type Format } from '../format.ts';
import { say, sayCounted } from '../words/words.ts';
import { CountTable } from './CountTable.tsx';
import { Listed, Records } from './Records.tsx';

type NurtureHealthProps = Pick<Settings, 'touches' | 'correspondence'> & { readonly format: Format };

/** Whether what was due has happened, and whether anybody was written to who must not be. */
export const NurtureHealth = ({ touches, correspondence, format }: NurtureHealthProps) => (
  <Flex direction="column" gap="lg">
    <Touches touches={touches} format={format} />
    <NoCorrespondence correspondence={correspondence} format={format} />
  </Flex>
);

const STATES = { missed: 'Missed', late: 'Late: still to be done' } as const;

function Touches({ touches, format }: { readonly touches: Settings['touches']; readonly format: Format }) {
  const { since, open, done, late, missed, cancelled, causes, latest } = touches;
  return (
    <Flex direction="column" gap="sm">
      <Heading>Touches</Heading>
      <Text>{`E-mails and touches by hand that were due since ${format.day(since)}.`}</Text>
      <Statistics>
        <StatisticsItem label="Done" number={format.number(done)} />
        <StatisticsItem label="Due now" number={format.number(open)} />
        <StatisticsItem label="Late (by hand)" number={format.number(late)} />
        <StatisticsItem label="Missed" number={format.number(missed)} />
      </Statistics>
      {cancelled > 0 && <Text variant="microcopy">{`${format.number(cancelled)} more were cancelled.`}</Text>}
      <Text testId="missed">
        {missed === 0
          ? 'No touch was missed.'
          : `${counted(missed, 'touch', format, 'touches')} did not happen. The causes:`}
      </Text>
      {causes.length > 0 && <CountTable what="Why it did not happen" rows={causes} format={format} />}
      {latest.length > 0 && (
        <Accordion title="The latest missed and late touches" size="sm">
          <Records
            columns={['Programme', 'Kind', 'Was due', 'Why']}
            rows={latest.map(({ contact, track, kind, state, dueAt, cause }) => ({
              contact,
              cells: [track, kind === 'email' ? 'E-mail' : 'By hand', format.day(dueAt), cause ?? STATES[state]],
            }))}
          />
        </Accordion>
      )}
    </Flex>
  );
}

type NoCorrespondenceProps = { readonly correspondence: Settings['correspondence']; readonly format: Format };

function NoCorrespondence({ correspondence, format }: NoCorrespondenceProps) {
  const { excluded, excludedContacts, contacts, days, sends, violations } = correspondence;
  const audit = `${counted(contacts, 'contact', format)}, ${counted(days, 'day', format)}, ${counted(sends, 'send', format)}`;
  return (
    <Flex direction="column" gap="sm">
      <Heading>No correspondence</Heading>
      <Text>{`${counted(excluded, 'contact', format)} must not be written to at the moment. Every e-mail that the account reports is checked against the time in which its contact was excluded.`}</Text>
      {sends === 0 ? (
        <Alert title={audit} variant="success">
          Nobody was written to while excluded.
        </Alert>
      ) : (
        <Alert title={audit} variant="danger">
          Somebody was written to while excluded. Please stop the campaigns named below for these contacts.
        </Alert>
      )}
      {violations.length > 0 && (
        <Records
          columns={['Sent', 'Campaign', 'Excluded since', 'Because']}
          rows={violations.map(({ contact, at, campaign, excludedSince, rules }) => ({
            contact,
            cells: [format.day(at), campaign ?? 'Unknown', format.day(excludedSince), rules.join(', ')],
          }))}
        />
      )}
      {excluded > 0 && (
        <Accordion title={sayCounted('excluded_who', excluded, format.number)} size="sm">
          <Listed
            listed={excludedContacts}
            count={excluded}
            where={say('where_excluded')}
            since={say('since')}
            format={format}
          />
        </Accordion>
      )}
    </Flex>
  );
}
