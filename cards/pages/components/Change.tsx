import {
  Button,
  ButtonRow,
  Flex,
  Form,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  NumberInput,
} from '@hubspot/ui-extensions';
import type { ModelChange } from '../model-contract.ts';
import { say } from '../words/words.ts';

type ChangeProps = {
  readonly id: string;
  /** what is changed: the title of the dialog */
  readonly title: string;
  /** of the button that opens it */
  readonly label: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value: number | null }[];
  /** what the numbers that were entered mean; only those that differ */
  readonly changes: (values: ReadonlyMap<string, number | null>) => readonly ModelChange[];
  readonly save: (changes: readonly ModelChange[]) => void;
  readonly busy: boolean;
};

/** A dialog in which numbers of the model are changed. */
export const Change = ({ id, title, label, fields, changes, save, busy }: ChangeProps) => (
  <Button
    size="xs"
    variant="secondary"
    testId={`open-${id}`}
    overlay={
      <Modal id={id} title={title} width="md">
        <Form
          testId={`form-${id}`}
          onSubmit={({ targetValue }, reactions) => {
            const entered = new Map(
              fields.flatMap(({ name, value }) => {
                const text = `${targetValue[name] ?? ''}`.trim();
                const number = text === '' ? null : Number(text);
                return number === value || Number.isNaN(number) ? [] : [[name, number] as const];
              }),
            );
            const wanted = changes(entered);
            if (wanted.length > 0) save(wanted);
            reactions?.closeModal(id);
          }}
        >
          <ModalBody>
            <Flex direction="column" gap="sm">
              {fields.map(({ name, label: field, value }) => (
                <NumberInput key={name} name={name} label={field} {...(value !== null && { defaultValue: value })} />
              ))}
            </Flex>
          </ModalBody>
          <ModalFooter>
            <ButtonRow>
              <LoadingButton type="submit" variant="primary" loading={busy}>
                {say('save_draft')}
              </LoadingButton>
              <Button onClick={(_event, reactions) => reactions.closeModal(id)}>{say('cancel')}</Button>
            </ButtonRow>
          </ModalFooter>
        </Form>
      </Modal>
    }
  >
    {label}
  </Button>
);
