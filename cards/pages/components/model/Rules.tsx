import {
  Dropdown,
  Flex,
  Input,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ModelSeen, RuleSeen } from '../../contracts/contract.ts';
import type { ModelChange } from '../../contracts/part-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import { usePages } from '../../hooks/use-pages.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { RuleEditor } from './RuleEditor.tsx';

type RulesProps = {
  readonly kind: RuleSeen['kind'];
  readonly model: ModelSeen;
  readonly server: string;
  readonly desk: Desk;
  readonly reload: () => void;
  readonly format: Format;
};

const ROWS_A_PAGE = 15;

/** A condition in a narrower column is a tower of words. */
const RULE_WIDTH = 240;

/** Rules as a marketer reads them, one in a row, and what can be done with each. */
export function Rules({ kind, model, server, desk, reload, format }: RulesProps) {
  const { mayEdit, draft, version, use } = model;
  const rules = model.rules.filter((rule) => rule.kind === kind);
  const [words, setWords] = useState('');
  const found = rules.filter((rule) => hasWords(rule, words));
  const { rows, paging } = usePages(found, ROWS_A_PAGE);
  const seen = { version, draft: draft && { draftId: draft.draftId, edit: draft.edit } };
  const change = (one: ModelChange) => desk.act('change', { seen, changes: [one] }, reload);
  return (
    <Flex direction="column" gap="sm">
      {rules.length > ROWS_A_PAGE && (
        <Input name={`find-${kind}`} label={say('find_rule')} value={words} onInput={setWords} />
      )}
      {found.length === 0 && words !== '' && <Text>{say('no_rule_found')}</Text>}
      <Table bordered density="condensed" {...paging}>
        <TableHead>
          <TableRow>
            <TableHeader width={RULE_WIDTH}>{say('rule')}</TableHeader>
            <TableHeader align="right">{say('points')}</TableHeader>
            <TableHeader>{say('group')}</TableHeader>
            <TableHeader>{say('half_life')}</TableHeader>
            <TableHeader align="right">{say('holds_for')}</TableHeader>
            <TableHeader align="right">{say('on_average')}</TableHeader>
            {mayEdit && <TableHeader>{say('change')}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((rule) => (
            <TableRow key={rule.id}>
              <TableCell>
                {mayEdit ? (
                  <RuleEditor
                    draftId={model.draft?.draftId ?? null}
                    server={server}
                    kind={kind}
                    at={rule.at}
                    label={rule.label}
                    title={rule.label}
                    saved={reload}
                  />
                ) : (
                  rule.label
                )}
                {rule.isOff && <StatusTag variant="default">{say('is_off')}</StatusTag>}
                {rule.asks !== null && <Text variant="microcopy">{rule.asks}</Text>}
                {rule.changed !== null && <Text variant="microcopy">{saidOfChange(rule.changed, format)}</Text>}
              </TableCell>
              <TableCell align="right">{pointsOf(rule, format)}</TableCell>
              <TableCell>{say('group_and_cap', { group: rule.group, cap: format.number(rule.cap) })}</TableCell>
              <TableCell>
                {rule.halfLifeDays === null ? '–' : say('in_days', { days: format.number(rule.halfLifeDays) })}
              </TableCell>
              <TableCell align="right">
                {rule.holds === null
                  ? '–'
                  : say('holds_of', { count: format.number(rule.holds.contacts), all: format.number(use.contacts) })}
                {use.isDone && !rule.isOff && uselessness(rule, use.contacts)}
              </TableCell>
              <TableCell align="right">{rule.holds === null ? '–' : signed(rule.holds.average, format)}</TableCell>
              {mayEdit && (
                <TableCell>
                  <Dropdown
                    buttonText={say('more')}
                    buttonSize="xs"
                    variant="secondary"
                    disabled={desk.busy === 'change'}
                    options={deedsOf(rule, rules.length).map(([label, one]) => ({
                      label,
                      onClick: () => change(one),
                    }))}
                  />
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {mayEdit && (
        <RuleEditor
          draftId={model.draft?.draftId ?? null}
          server={server}
          kind={kind}
          at={null}
          label={say(`add_${kind}`)}
          title={say(`add_${kind}`)}
          saved={reload}
        />
      )}
    </Flex>
  );
}

/** Each of these words stands in the rule's name, its group or what it asks for. */
function hasWords({ label, group, asks }: RuleSeen, words: string): boolean {
  const said = `${label} ${group} ${asks ?? ''}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** A rule that tells nobody apart. */
function uselessness({ holds }: RuleSeen, of: number) {
  if (holds === null || of === 0 || (holds.contacts > 0 && holds.contacts < of)) return null;
  return <Text variant="microcopy">{say(holds.contacts === 0 ? 'for_nobody' : 'for_everybody')}</Text>;
}

/** What can be done with a rule at once. */
function deedsOf({ kind, at, isOff }: RuleSeen, count: number): readonly (readonly [string, ModelChange])[] {
  const path = [kind, `${at}`];
  return [
    ...(at > 0 ? [[say('up'), { what: 'move', path, by: -1 }] as const] : []),
    ...(at < count - 1 ? [[say('down'), { what: 'move', path, by: 1 }] as const] : []),
    isOff
      ? ([say('switch_on'), { what: 'set', path: [...path, 'off'] }] as const)
      : ([say('switch_off'), { what: 'set', path: [...path, 'off'], value: true }] as const),
    [say('delete'), { what: 'remove', path }] as const,
  ];
}

/** `Changed by Ada Sellers, 16 Nov 2026: Germany buys` */
function saidOfChange({ by, at, note, inDraft }: NonNullable<RuleSeen['changed']>, format: Format): string {
  const said = say(inDraft ? 'changed_in_draft' : 'changed_by', { by, when: format.day(at) });
  return note === '' ? said : say('deed_why', { what: said, why: note });
}

const pointsOf = ({ points, gives }: RuleSeen, format: Format): string =>
  gives === 'points' ? signed(points, format) : say('up_to', { points: signed(points, format) });

/** `+10`, `−5`, `0` */
const signed = (points: number, format: Format): string =>
  points > 0 ? `+${format.number(points)}` : format.number(points).replace('-', '−');
