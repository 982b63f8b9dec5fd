import {
  Accordion,
  Alert,
  Flex,
  Heading,
  List,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { LearnReportSeen } from '../../contracts/learn-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';

type LearnReportProps = {
  readonly report: LearnReportSeen;
  readonly format: Format;
  /** null: there is no draft */
  readonly toModel: (() => void) | null;
};

/** Which leads taught, what knows the outcome, how well the points do, and which they are. */
export function LearnReport({ report, format, toModel }: LearnReportProps) {
  const { why, rules, leaks, past, judged, changes, details } = report;
  const changed = rules.filter((rule) => rule.points !== rule.old);
  const unchanged = rules.filter((rule) => rule.points === rule.old);
  return (
    <Flex direction="column" gap="md">
      {why === null ? (
        <Alert title={sayCounted('learnt_from_wins', report.wins)} variant="success">
          {judged.join(' ')}
        </Alert>
      ) : (
        <Alert title={say('learnt_nothing')} variant="info">
          {why}
        </Alert>
      )}
      {toModel !== null && (
        <Flex direction="row" gap="sm">
          <LoadingButton variant="primary" onClick={toModel} testId="to-learnt-draft">
            {say('learnt_to_draft')}
          </LoadingButton>
        </Flex>
      )}
      <Sentences title={say('learnt_past')} sentences={past} />
      <Sentences title={say('learnt_leaks')} sentences={leaks} />
      {changed.length > 0 && (
        <Flex direction="column" gap="sm">
          <Heading>{say('learnt_rules')}</Heading>
          <Rules rules={changed} format={format} />
        </Flex>
      )}
      {unchanged.length > 0 && (
        <Accordion title={say('learnt_unchanged', { count: format.number(unchanged.length) })} size="sm">
          <Rules rules={unchanged} format={format} />
        </Accordion>
      )}
      <Sentences title={say('learnt_changes')} sentences={changes} />
      <Accordion title={say('learnt_details')} size="sm">
        <Lines sentences={details} />
      </Accordion>
    </Flex>
  );
}

type RulesProps = { readonly rules: LearnReportSeen['rules']; readonly format: Format };

const Rules = ({ rules, format }: RulesProps) => (
  <Table bordered>
    <TableHead>
      <TableRow>
        <TableHeader>{say('learnt_rule')}</TableHeader>
        <TableHeader align="right">{say('learnt_old_new')}</TableHeader>
        <TableHeader align="right">{say('learnt_won_of')}</TableHeader>
        <TableHeader>{say('learnt_why')}</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rules.map((rule) => (
        <TableRow key={`${rule.label} ${rule.old} ${rule.points}`}>
          <TableCell>{rule.label}</TableCell>
          <TableCell align="right">
            {`${format.number(rule.old)} → ${format.number(rule.points)}${rangeOf(rule, format)}`}
          </TableCell>
          <TableCell align="right">
            {rule.leads === null || rule.wins === null
              ? ''
              : say('learnt_some_of', { some: format.number(rule.wins), all: format.number(rule.leads) })}
          </TableCell>
          <TableCell>{rule.why}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const rangeOf = ({ points, plusMinus }: LearnReportSeen['rules'][number], format: Format): string =>
  plusMinus === null
    ? ''
    : ` (${say('learnt_range', { low: format.number(points - plusMinus), high: format.number(points + plusMinus) })})`;

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{title}</Heading>
      <Lines sentences={sentences} />
    </Flex>
  );
}

const Lines = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <List variant="unordered-styled">
    {sentences.map((sentence) => (
      <Text key={sentence}>{sentence}</Text>
    ))}
  </List>
);
