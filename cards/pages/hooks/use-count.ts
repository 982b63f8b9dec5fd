import { useEffect, useRef, useState } from 'react';
import { askToDo } from '../ask-server.ts';
import type { ModelDone } from '../contracts/model-contract.ts';
import type { Json } from '../contracts/part-contract.ts';
import { cleaned } from '../shapes.ts';

type Counted = Extract<ModelDone, { readonly outcome: 'counted' }>;

/** The page waits so long after a letter, so that it does not ask for each one. */
const PAUSE_MS = 400;

/** Counts the contacts of a condition shortly after it was changed; null: not known. */
export function useCount(server: string, when: Json | undefined): Counted | null {
  const [counted, setCounted] = useState<{ readonly of: string; readonly answer: Counted } | null>(null);
  const latest = useRef('');
  const text = when == null ? '' : JSON.stringify(cleaned({ kind: 'condition' }, when));
  latest.current = text;
  useEffect(() => {
    if (text === '' || isUnfinished(text)) return;
    const timer = setTimeout(() => {
      void askToDo(server, 'count', { when: JSON.parse(text) as Json }).then((answer) => {
        // The condition has changed since: a late answer does not count.
        if (typeof answer !== 'string' && answer.outcome === 'counted' && latest.current === text)
          setCounted({ of: text, answer });
      });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [server, text]);
  return counted?.of === text ? counted.answer : null;
}

/** Whether a part of the condition is not chosen or entered yet. */
const isUnfinished = (text: string): boolean => /"field":""|:\[\]|:\[""\]|"equals":""|:null/.test(text);
