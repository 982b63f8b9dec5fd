import { useEffect, useRef, useState } from 'react';
import { askToDo } from './ask-server.ts';
import type { ModelDone } from './model-contract.ts';
import type { Json } from './part-contract.ts';
import { cleaned } from './shapes.ts';

type Counted = Extract<ModelDone, { readonly outcome: 'counted' }>;

/** Whoever types is not asked about at every letter. */
const PAUSE_MS = 400;

/** For how many contacts a condition holds, a moment after it was changed; null: not known. */
export function useCount(server: string, when: Json | undefined): Counted | null {
  const [counted, setCounted] = useState<{ readonly of: string; readonly answer: Counted } | null>(null);
  const latest = useRef('');
  const text = when == null ? '' : JSON.stringify(cleaned({ kind: 'condition' }, when));
  latest.current = text;
  useEffect(() => {
    if (text === '' || isUnfinished(text)) return;
    const timer = setTimeout(() => {
      void askToDo(server, 'count', { when: JSON.parse(text) as Json }).then((answer) => {
        // A late answer is of what stands there no longer.
        if (typeof answer !== 'string' && answer.outcome === 'counted' && latest.current === text)
          setCounted({ of: text, answer });
      });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [server, text]);
  return counted?.of === text ? counted.answer : null;
}

/** Something in it is not chosen or not entered yet. */
const isUnfinished = (text: string): boolean => /"field":""|:\[\]|:\[""\]|"equals":""|:null/.test(text);
