import { Accordion, Alert, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import { CountTable } from '../../shared/CountTable.tsx';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted, told, toldRow } from '../../words/words.ts';
import { Listed, Records } from './Records.tsx';

type NurtureHealthProps = Pick<AccountView, 'touches' | 'correspondence'> & { readonly format: Format };

/** Whether what was due has happened, and whether anybody was written to who must not be. */
export const NurtureHealth = ({ touches, correspondence, format }: NurtureHealthProps) => (
  <Flex direction="column" gap="lg">
    <Touches touches={touches} format={format} />
    <NoCorrespondence correspondence={correspondence} format={format} />
  </Flex>
);

function Touches({ touches, format }: { readonly touches: AccountView['touches']; readonly format: Format }) {
  const { since, open, done, late, missed, cancelled, causes, latest, leftOut = 0 } = touches;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('touches')}</Heading>
      <Text>{say('touches_since', { when: format.day(since) })}</Text>
      <Statistics>
        <StatisticsItem label={say('done')} number={format.number(done)} />
        <StatisticsItem label={say('due_now')} number={format.number(open)} />
        <StatisticsItem label={say('late_by_hand')} number={format.number(late)} />
        <StatisticsItem label={say('missed')} number={format.number(missed)} />
      </Statistics>
      {cancelled > 0 && <Text variant="microcopy">{sayCounted('cancelled', cancelled)}</Text>}
      {leftOut > 0 && <Text testId="left-out">{sayCounted('left_out', leftOut)}</Text>}
      <Text testId="missed">{missed === 0 ? say('none_missed') : sayCounted('not_happened', missed)}</Text>
      {causes.length > 0 && (
        <CountTable columns={[say('why_not'), say('how_many')]} rows={causes.map(toldRow)} format={format} />
      )}
      {latest.length > 0 && (
        <Accordion title={say('latest_missed')} size="sm">
          <Records
            columns={[say('track'), say('kind'), say('was_due'), say('why')]}
            rows={latest.map(({ contact, track, kind, state, dueAt, cause }) => ({
              contact,
              cells: [
                told(track),
                say(kind === 'email' ? 'email' : 'by_hand'),
                format.day(dueAt),
                cause === null ? say(state) : told(cause),
              ],
            }))}
          />
        </Accordion>
      )}
    </Flex>
  );
}

type NoCorrespondenceProps = { readonly correspondence: AccountView['correspondence']; readonly format: Format };

function NoCorrespondence({ correspondence, format }: NoCorrespondenceProps) {
  const { excluded, excludedContacts, contacts, days, sends, violations } = correspondence;
  const audit = [sayCounted('contacts', contacts), sayCounted('days', days), sayCounted('sends', sends)].join(', ');
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('no_correspondence')}</Heading>
      <Text>{sayCounted('excluded_now', excluded)}</Text>
      {sends === 0 ? (
        <Alert title={audit} variant="success">
          {say('nobody_written')}
        </Alert>
      ) : (
        <Alert title={audit} variant="danger">
          {say('somebody_written')}
        </Alert>
      )}
      {violations.length > 0 && (
        <Records
          columns={[say('sent'), say('campaign'), say('excluded_since'), say('because')]}
          rows={violations.map(({ contact, at, campaign, excludedSince, rules }) => ({
            contact,
            cells: [format.day(at), campaign ?? say('unknown'), format.day(excludedSince), rules.map(told).join(', ')],
          }))}
        />
      )}
      {excluded > 0 && (
        <Accordion title={sayCounted('excluded_who', excluded)} size="sm">
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
