import {
  Alert,
  Flex,
  Heading,
  Link,
  List,
  ProgressBar,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { PlanSeen } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import { usePages } from '../../hooks/use-pages.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfState } from '../../state-names.ts';
import { say, sayCounted } from '../../words/words.ts';
import { Explain } from './Explain.tsx';

type WhatIfProps = { readonly plan: PlanSeen; readonly desk: Desk; readonly format: Format };

/** What a draft does to everybody: an estimate first, then every contact. */
export const WhatIf = ({ plan, desk, format }: WhatIfProps) => {
  const { counts, estimate, state, judged, total } = plan;
  return (
    <Flex direction="column" gap="sm">
      {state === 'running' && (
        <ProgressBar
          title={say('comparing')}
          value={Math.min(judged, total)}
          maxValue={Math.max(1, total)}
          valueDescription={say('holds_of', { count: format.number(judged), all: format.number(total) })}
        />
      )}
      {state === 'running' && estimate !== undefined && (
        <Text testId="estimate">
          {say('estimate', {
            sample: format.number(estimate.sample),
            likely: format.number(estimate.movers.likely),
            low: format.number(estimate.movers.low),
            high: format.number(estimate.movers.high),
          })}
        </Text>
      )}
      {(state === 'cancelled' || state === 'failed') && <Alert title={say(`plan_${state}`)} variant="warning" />}
      {plan.unread !== undefined && (
        <Alert title={say('plan_unread', { fields: plan.unread.join(', ') })} variant="warning">
          {say('plan_unread_what')}
        </Alert>
      )}
      {counts !== undefined && (
        <>
          <Statistics>
            <StatisticsItem label={say('movers')} number={format.number(counts.movers)} />
            <StatisticsItem label={say('new_sqls')} number={format.number(counts.newSqls)} />
            <StatisticsItem label={say('lost_sqls')} number={format.number(counts.lostSqls)} />
            <StatisticsItem label={say('answers_today')} number={format.number(counts.answersToday)} />
            <StatisticsItem label={say('points_only')} number={format.number(counts.pointsOnly)} />
          </Statistics>
          <Text>
            {say('emails_and_cost', {
              before: format.number(counts.emailsBefore),
              after: format.number(counts.emailsAfter),
              calls: format.number(counts.calls),
              minutes: counts.minutes < 1 ? say('under_a_minute') : sayCounted('minutes', Math.round(counts.minutes)),
            })}
          </Text>
          <Moves rows={[...counts.qualification, ...counts.grade, ...counts.track]} format={format} />
          <Owners owners={counts.owners} format={format} />
        </>
      )}
      {plan.movers.length > 0 && <Movers plan={plan} desk={desk} format={format} />}
    </Flex>
  );
};

type Row = NonNullable<PlanSeen['counts']>['grade'][number];

function Moves({ rows, format }: { readonly rows: readonly Row[]; readonly format: Format }) {
  if (rows.length === 0) return null;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{say('from')}</TableHeader>
          <TableHeader>{say('to')}</TableHeader>
          <TableHeader align="right">{say('how_many')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ from, to, contacts }) => (
          <TableRow key={`${from} ${to}`}>
            <TableCell>{named(from)}</TableCell>
            <TableCell>{named(to)}</TableCell>
            <TableCell align="right">{format.number(contacts)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const named = (value: string): string => (value === '' ? '–' : nameOfState(value));

function Owners({
  owners,
  format,
}: {
  readonly owners: NonNullable<PlanSeen['counts']>['owners'];
  readonly format: Format;
}) {
  if (owners.length === 0) return null;
  return (
    <List variant="unordered">
      {owners.slice(0, 20).map(({ owner, movers, newSqls }) => (
        <Text key={owner}>
          {say('owner_moves', {
            owner: owner === '' ? say('nobody') : owner,
            movers: format.number(movers),
            sqls: format.number(newSqls),
          })}
        </Text>
      ))}
    </List>
  );
}

const ROWS_A_PAGE = 10;

/** Who moves, by name, those that matter most first. */
function Movers({ plan, desk, format }: WhatIfProps) {
  const { rows, paging } = usePages(plan.movers, ROWS_A_PAGE);
  return (
    <>
      <Heading>{say('who_moves')}</Heading>
      <Table bordered density="condensed" {...paging}>
        <TableHead>
          <TableRow>
            <TableHeader>{say('contact')}</TableHeader>
            <TableHeader>{say('owner')}</TableHeader>
            <TableHeader>{say('what')}</TableHeader>
            <TableHeader>{say('why')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((mover) => (
            <TableRow key={mover.id}>
              <TableCell>
                <Link href={mover.url}>{mover.name ?? say('nameless', { id: mover.id })}</Link>
              </TableCell>
              <TableCell>{mover.owner ?? say('nobody')}</TableCell>
              <TableCell>{mover.changes.join('; ')}</TableCell>
              <TableCell>
                <Explain
                  of={{ planId: plan.planId, contactId: mover.id }}
                  name={mover.name ?? say('nameless', { id: mover.id })}
                  desk={desk}
                  format={format}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
