import {
  Button,
  Flex,
  Modal,
  ModalBody,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ExplainedSide, ModelBody, ModelDone } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfState } from '../../state-names.ts';
import { say, told } from '../../words/words.ts';
import { Refused } from '../Refused.tsx';

type Explained = Extract<ModelDone, { readonly outcome: 'explained' }>;

type ExplainProps = {
  readonly of: ModelBody<'explain'>;
  readonly name: string;
  readonly desk: Desk;
  readonly format: Format;
};

/** Both explanations of a contact side by side, line by line, and when either changes by itself. */
export function Explain({ of, name, desk, format }: ExplainProps) {
  const [found, setFound] = useState<Explained | null>(null);
  // A contact may stand on the page twice: among those who move, and found by name.
  const id = `${'planId' in of ? 'why' : 'test'}-${of.contactId}`;
  return (
    <Button
      size="xs"
      variant="secondary"
      testId={id}
      onClick={() =>
        desk.act('explain', of, (done) => {
          if (done.outcome === 'explained') setFound(done);
        })
      }
      overlay={
        <Modal id={id} title={name} width="lg">
          <ModalBody>
            {desk.last === 'explain' && <Refused desk={desk} />}
            {found === null ? (
              <Text>{say('explaining')}</Text>
            ) : (
              <Flex direction="column" gap="sm">
                <Lines found={found} format={format} />
                {(['before', 'after'] as const).map((side) => (
                  <Text key={side} testId={`changes-${side}`}>
                    {whenItChanges(found, side, format)}
                  </Text>
                ))}
              </Flex>
            )}
          </ModalBody>
        </Modal>
      }
    >
      {say('why_of', { name })}
    </Button>
  );
}

function whenItChanges({ changesAt }: Explained, side: 'before' | 'after', format: Format): string {
  const at = changesAt?.[side];
  const by = say(side === 'before' ? 'in_force' : 'in_draft');
  if (at === undefined) return '';
  return at === null ? say('changes_never', { by }) : say('changes_at', { by, when: format.instant(at) });
}

function Lines({ found: { before, after, lines }, format }: { readonly found: Explained; readonly format: Format }) {
  const points = (value: number | null) => (value === null ? '–' : format.number(value));
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{say('rule')}</TableHeader>
          <TableHeader align="right">{say('in_force')}</TableHeader>
          <TableHeader align="right">{say('in_draft')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow>
          <TableCell>{say('score')}</TableCell>
          <TableCell align="right">{scoreOf(before)}</TableCell>
          <TableCell align="right">{scoreOf(after)}</TableCell>
        </TableRow>
        {[before, after].some(({ track }) => track !== undefined) && (
          <Sides title={say('track')} sides={[before, after].map(trackOf)} />
        )}
        {[before, after].some(({ doNotContact = [] }) => doNotContact.length > 0) && (
          <Sides title={say('no_correspondence')} sides={[before, after].map(reasonsOf)} />
        )}
        {lines.map((line) => (
          <TableRow key={line.label}>
            <TableCell>{line.label}</TableCell>
            <TableCell align="right">{points(line.before)}</TableCell>
            <TableCell align="right">{points(line.after)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const Sides = ({ title, sides }: { readonly title: string; readonly sides: readonly string[] }) => (
  <TableRow>
    <TableCell>{title}</TableCell>
    {sides.map((side, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: known by its place
      <TableCell key={at} align="right">
        {side}
      </TableCell>
    ))}
  </TableRow>
);

const scoreOf = ({ score, grade }: ExplainedSide): string => say('score_and_grade', { score, grade });

function trackOf({ track, leftOut }: ExplainedSide): string {
  if (leftOut !== undefined) return say('left_out_of', { track: nameOfState(leftOut) });
  return track === undefined ? '–' : nameOfState(track);
}

const reasonsOf = ({ doNotContact = [] }: ExplainedSide): string => doNotContact.map(told).join('; ') || '–';
