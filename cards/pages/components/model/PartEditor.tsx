import { Accordion, Alert, Button, Flex, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForPart } from '../../ask-server.ts';
import type { Json, JsonObject, ModelChange, PartSeen } from '../../contracts/part-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { type Desk, useDesk } from '../../hooks/use-desk.ts';
import { cleaned, wrongAt, wrongElsewhere } from '../../shapes.ts';
import { say } from '../../words/words.ts';
import { ShapeField } from '../fields/ShapeField.tsx';
import { Refused } from '../Refused.tsx';
import { Clashes } from './Clashes.tsx';

type PartEditorProps = {
  readonly server: string;
  readonly part: { readonly id: string; readonly title: string };
  /** null: the one that was edited last */
  readonly draftId: string | null;
  readonly saved: () => void;
};

/** A part of the model, drawn when somebody opens it. */
export function PartEditor({ server, part, draftId, saved }: PartEditorProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Accordion title={part.title} size="sm" open={isOpen} onClick={() => setOpen(!isOpen)}>
      {isOpen && <Part server={server} partId={part.id} draftId={draftId} saved={saved} />}
    </Accordion>
  );
}

function Part({ server, partId, draftId, saved }: Omit<PartEditorProps, 'part'> & { readonly partId: string }) {
  const { view, problem, reload } = useAnswer(
    useCallback(() => askForPart(server, partId, draftId), [server, partId, draftId]),
  );
  const desk = useDesk(server);
  if (view === null || view.state !== 'ok')
    return problem === null ? (
      <LoadingSpinner label={say('loading_model')} size="sm" />
    ) : (
      <Alert title={say(`problem_${problem}`)} variant="warning" />
    );
  const { edit, draft } =
    view.seen.draft === null ? { edit: 0, draft: '' } : { edit: view.seen.draft.edit, draft: view.seen.draft.draftId };
  return (
    <PartForm
      // What was saved is shown as it stands now; what was refused stays as it was entered.
      key={`${draft} ${edit}`}
      server={server}
      part={view}
      desk={desk}
      saved={() => {
        reload();
        saved();
      }}
    />
  );
}

type PartFormProps = {
  readonly server: string;
  readonly part: PartSeen;
  readonly desk: Desk;
  readonly saved: () => void;
};

function PartForm({ server, part, desk, saved }: PartFormProps) {
  const [value, setValue] = useState<JsonObject>(part.value);
  const changes = part.fields.flatMap(({ name, shape, empty }): ModelChange[] => {
    const [before, now] = [part.value[name], value[name]];
    if (before === now) return [];
    const clean = now === undefined ? undefined : cleaned(shape, now);
    const isOut = clean === undefined || (empty === 'absent' && (clean === null || clean === ''));
    return JSON.stringify(clean) === JSON.stringify(before)
      ? []
      : [{ what: 'set', path: [name], ...(!isOut && { value: clean }) }];
  });
  const save = (settled?: 'mine' | 'theirs') =>
    desk.act(
      'change',
      {
        seen: part.seen,
        changes,
        ...(settled && desk.clash && { settled: { edit: desk.clash.edit, holds: settled } }),
      },
      saved,
    );
  const placed = part.fields.some(({ name }) => wrongAt(desk.places, [name], true) !== undefined);
  return (
    <Flex direction="column" gap="sm">
      {placed ? (
        <Alert title={say('mend_fields')} variant="danger">
          {wrongElsewhere(
            desk.places,
            part.fields.map(({ name }) => [name]),
          )}
        </Alert>
      ) : (
        <Refused desk={desk} />
      )}
      <Clashes clash={desk.clash} settle={save} />
      {part.fields.map((field) => (
        <ShapeField
          key={field.name}
          server={server}
          choices={part.choices}
          places={desk.places}
          field={field}
          path={[field.name]}
          value={value[field.name]}
          change={(next) => setValue((before) => without(before, field.name, next))}
        />
      ))}
      {part.mayEdit ? (
        <Flex direction="row" gap="sm">
          <LoadingButton
            variant="primary"
            loading={desk.busy === 'change'}
            disabled={changes.length === 0}
            onClick={() => save()}
            testId={`save-${part.id}`}
          >
            {say('save_draft')}
          </LoadingButton>
          <Button disabled={changes.length === 0} onClick={() => setValue(part.value)}>
            {say('undo_entered')}
          </Button>
        </Flex>
      ) : (
        <Text variant="microcopy">{say('only_read')}</Text>
      )}
    </Flex>
  );
}

function without(whole: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = whole;
  return value === undefined ? rest : { ...rest, [name]: value };
}
