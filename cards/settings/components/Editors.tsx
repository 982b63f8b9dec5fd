import { Alert, Button, Flex, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Settings } from '../contract.ts';
import type { SettingsState } from '../use-settings.ts';
import { say } from '../words/words.ts';

type EditorsProps = Pick<SettingsState, 'busy' | 'result'> & {
  readonly editors: NonNullable<Settings['editors']>;
  readonly change: (userId: number, may: 'yes' | 'no') => void;
};

/** Who may change the model. People are put on the list and taken off it. */
export function Editors({ editors, change, busy, result }: EditorsProps) {
  const [chosen, setChosen] = useState('');
  const isBusy = busy === 'editor';
  const { superAdmins = [], mayChange = true } = editors;
  return (
    <Flex direction="column" gap="sm">
      <Text>{say('editors_what')}</Text>
      <Text>
        {superAdmins.length > 0 ? say('super_admins', { names: superAdmins.join(', ') }) : say('super_admins_unknown')}
      </Text>
      {!mayChange && <Alert title={say('not_allowed')} variant="info" />}
      {result?.action === 'editor' && <Alert title={result.sentence} variant={result.isBad ? 'danger' : 'success'} />}
      {editors.may.map(({ userId, name, by }) => (
        <Flex key={userId} direction="row" gap="sm" align="center">
          <Text>{by == null ? name : say('editor_by', { name, by })}</Text>
          {mayChange && (
            <Button size="xs" variant="secondary" disabled={isBusy} onClick={() => change(userId, 'no')}>
              {say('take_editor', { name })}
            </Button>
          )}
        </Flex>
      ))}
      {mayChange && editors.others.length > 0 && (
        <Flex direction="row" gap="sm" align="end" wrap>
          <Select
            name="editor"
            label={say('new_editor')}
            value={chosen}
            options={editors.others.map(({ userId, name }) => ({ label: name, value: `${userId}` }))}
            onChange={(userId) => setChosen(`${userId}`)}
          />
          <LoadingButton
            size="sm"
            loading={isBusy}
            disabled={chosen === ''}
            onClick={() => change(Number(chosen), 'yes')}
            testId="add-editor"
          >
            {say('add_editor')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}
