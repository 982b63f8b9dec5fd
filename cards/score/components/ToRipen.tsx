import { Button, Flex, useExtensionActions } from '@hubspot/ui-extensions';
import { useTell } from '../tell.ts';

/** Places on the app's page, by their addresses there (`cards/pages/place.ts`). */
const PLACES = { open_work_list: '/work/sales', open_model: '/model' } as const;

/** Ways from the card to the page of Ripen. */
export function ToRipen() {
  const { say } = useTell();
  const { navigateToPage } = useExtensionActions<'crm.record.tab'>();
  return (
    <Flex direction="row" gap="xs" wrap>
      {(['open_work_list', 'open_model'] as const).map((word) => (
        <Button
          key={word}
          size="xs"
          variant="transparent"
          onClick={() => navigateToPage({ to: PLACES[word] })}
          testId={word}
        >
          {say(word)}
        </Button>
      ))}
    </Flex>
  );
}
