import {
  Alert,
  Button,
  ButtonRow,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Panel,
  PanelBody,
  PanelFooter,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForPart } from '../../ask-server.ts';
import type { Json, PartSeen, Shape } from '../../contracts/part-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import { blankOf, cleaned, wrongAt, wrongElsewhere } from '../../shapes.ts';
import { say } from '../../words/words.ts';
import { Inner } from '../fields/ShapeField.tsx';
import { Refused } from '../Refused.tsx';
import { Clashes } from './Clashes.tsx';

type RuleEditorProps = {
  readonly server: string;
  readonly kind: 'explicit' | 'implicit';
  /** null: the one that was edited last */
  readonly draftId: string | null;
  /** its place among the rules of its kind; null: a new one */
  readonly at: number | null;
  /** of what opens it, and of the panel */
  readonly label: string;
  readonly title: string;
  readonly saved: () => void;
};

/** What opens a panel in which a rule is changed, or a new one is written. */
export function RuleEditor({ server, kind, draftId, at, label, title, saved }: RuleEditorProps) {
  const [isOpen, setOpen] = useState(false);
  const id = `rule-${kind}-${at ?? 'new'}`;
  const overlay = (
    <Panel id={id} title={title} width="lg" onOpen={() => setOpen(true)} onClose={() => setOpen(false)}>
      {isOpen && <Editor server={server} kind={kind} draftId={draftId} at={at} id={id} saved={saved} />}
    </Panel>
  );
  return (
    <Button size="xs" variant={at === null ? 'secondary' : 'transparent'} testId={`open-${id}`} overlay={overlay}>
      {label}
    </Button>
  );
}

type EditorProps = Pick<RuleEditorProps, 'server' | 'kind' | 'draftId' | 'at' | 'saved'> & { readonly id: string };

function Editor({ server, kind, draftId, ...rest }: EditorProps) {
  const { view, problem } = useAnswer(useCallback(() => askForPart(server, kind, draftId), [server, kind, draftId]));
  const shape = view?.state === 'ok' ? view.fields[0]?.shape : undefined;
  if (view?.state !== 'ok' || shape?.kind !== 'list')
    return (
      <PanelBody>
        {problem === null ? (
          <LoadingSpinner label={say('loading_model')} showLabel />
        ) : (
          <Alert title={say(`problem_${problem}`)} variant="warning" />
        )}
      </PanelBody>
    );
  return <RuleForm {...rest} server={server} kind={kind} part={view} item={shape.item} />;
}

type RuleFormProps = Omit<EditorProps, 'draftId'> & { readonly part: PartSeen; readonly item: Shape };

function RuleForm({ server, kind, at, id, part, item, saved }: RuleFormProps) {
  const actions = useExtensionActions<'pages'>();
  const desk = useDesk(server);
  const rules = part.value[kind] as Json[];
  const before = at === null ? blankOf(item) : rules[at]!;
  const [value, setValue] = useState<Json>(before);
  const path = [kind, `${at ?? rules.length}`];
  const save = (settled?: 'mine' | 'theirs') => {
    const clean = cleaned(item, value);
    desk.act(
      'change',
      {
        seen: part.seen,
        changes: [at === null ? { what: 'add', path: [kind], value: clean } : { what: 'set', path, value: clean }],
        ...(settled && desk.clash && { settled: { edit: desk.clash.edit, holds: settled } }),
      },
      () => {
        actions.closeOverlay(id);
        saved();
      },
    );
  };
  return (
    <>
      <PanelBody>
        <Flex direction="column" gap="sm">
          {wrongAt(desk.places, path, true) === undefined ? (
            <Refused desk={desk} />
          ) : (
            <Alert title={say('mend_fields')} variant="danger">
              {[wrongAt(desk.places, path, false), wrongElsewhere(desk.places, [path])].filter(Boolean).join(' ')}
            </Alert>
          )}
          <Clashes clash={desk.clash} settle={save} />
          <Inner
            server={server}
            choices={part.choices}
            places={desk.places}
            shape={item}
            label={say('rule')}
            path={path}
            value={value}
            change={(next) => setValue(next ?? null)}
          />
        </Flex>
      </PanelBody>
      <PanelFooter>
        <ButtonRow>
          <LoadingButton
            variant="primary"
            loading={desk.busy === 'change'}
            onClick={() => save()}
            testId={`save-${id}`}
          >
            {say('save_draft')}
          </LoadingButton>
          <Button onClick={() => actions.closeOverlay(id)}>{say('cancel')}</Button>
        </ButtonRow>
      </PanelFooter>
    </>
  );
}
