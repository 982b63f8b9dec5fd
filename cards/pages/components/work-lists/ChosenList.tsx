import { Flex, LoadingSpinner, Select, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForWork } from '../../ask-server.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Choices, type Chosen } from '../figures/Choices.tsx';

const ORDERS = ['due', 'score', 'since'] as const;
type Order = (typeof ORDERS)[number];

type Lists = Pick<AccountView, 'workList' | 'ready' | 'touches' | 'correspondence' | 'quality' | 'deeds'>;

type ChosenListProps = {
  readonly list: 'sales' | 'ready' | 'nurture' | 'quality' | 'deeds';
  /** the account, whose own lists are of everybody */
  readonly view: AccountView;
  readonly server: string;
  readonly format: Format;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** the list; null: nobody of the choice is on it */
  readonly children: (lists: Lists) => React.ReactNode;
  readonly countOf: (lists: Lists) => number;
};

/** A list of contacts below the choices, by which contacts are told apart. */
export function ChosenList({ list, view, server, format, chosen, choose, children, countOf }: ChosenListProps) {
  const [order, setOrder] = useState<Order>('due');
  const { now } = view;
  const { months: _, ...values } = chosen;
  const asked = JSON.stringify({ ...values, order });
  const { view: answer, ...state } = useAnswer(
    // biome-ignore lint/correctness/useExhaustiveDependencies: a newer account has newer lists.
    useCallback(() => askForWork(server, list, JSON.parse(asked)), [server, list, asked, now]),
  );
  const seen = answer?.state === 'ok' ? answer : null;
  const isChosen = Object.keys(values).length > 0;
  const lists: Lists | null = seen !== null ? { ...view, ...seen } : isChosen ? null : view;
  return (
    <Flex direction="column" gap="sm">
      <Choices
        hasPeriod={false}
        filters={seen?.filters ?? []}
        countedAt={null}
        {...{ chosen, choose, format, ...state }}
      >
        {list === 'sales' && (
          <Select
            name="order"
            label={say('order_by')}
            value={order}
            options={ORDERS.map((one) => ({ value: one, label: say(`order_${one}`) }))}
            onChange={(one) => setOrder(one as Order)}
          />
        )}
      </Choices>
      {lists === null ? (
        state.loading && <LoadingSpinner label={say('loading_list')} showLabel />
      ) : isChosen && countOf(lists) === 0 ? (
        <Text>{say('none_of_choice')}</Text>
      ) : (
        children(lists)
      )}
    </Flex>
  );
}
