import { useEffect, useState } from 'react';
import { askToDo } from '../ask-server.ts';
import { nameOfValue } from '../value-names.ts';
import { say, speech } from '../words/words.ts';

/** The values of a property. */
type Told = {
  /** seen values first, each with the number of contacts */
  readonly options: { label: string; value: string }[];
  /** false: Ripen reads the property only after a version that asks for it is published */
  readonly isRead: boolean;
};

/** Asks for the values of a property as soon as it is chosen; null: not known. */
export function useValues(server: string, field: string): Told | null {
  const [told, setTold] = useState<(Told & { readonly field: string }) | null>(null);
  useEffect(() => {
    if (field === '') return;
    let isOver = false;
    void askToDo(server, 'values', { field }).then((answer) => {
      if (isOver || typeof answer === 'string' || answer.outcome !== 'values') return;
      const { seen, options, isRead, type } = answer;
      const number = speech().number;
      const known = seen.map(({ value, label, contacts }) => ({
        value,
        label: say('value_and_count', { value: nameOfValue(field, { value, label }, type), count: number(contacts) }),
      }));
      const others = options.filter(({ value }) => !seen.some((one) => one.value === value));
      setTold({ field, options: [...known, ...others], isRead });
    });
    return () => {
      isOver = true;
    };
  }, [server, field]);
  return told?.field === field ? told : null;
}
