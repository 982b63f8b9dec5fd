import type { LEARNT_EN } from './en.ts';

export const LEARNT_ES: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads ganados y {losses} perdidos, cada uno como estaba {landmark} después de llegar, es decir, antes de su desenlace. Llegaron del {from} al {to}.',
  learnt_past:
    '{wins} leads ganados y {losses} perdidos, cada uno como estaba {landmark} después de llegar, es decir, antes de su desenlace.',
  learnt_early: '{count} se decidieron antes, así que no enseñan nada.',
  learnt_undated: '{count} no dicen cuándo llegaron, ni cuándo se ganaron o se perdieron.',
  learnt_open: '{count} están abiertos de nuevo.',
  learnt_unread: '{count} no se leyeron: las llamadas no bastaron, o HubSpot no los dio.',
  learnt_unlooked: '{count} propiedades no se miraron, pues la cuenta tiene demasiadas.',
  learnt_known: '«{label}» se conocía del {then} de los leads entonces, y se conoce del {now} ahora.',
  learnt_calls: 'Se llamó a HubSpot {count} veces.',
  learnt_judged_newest:
    'Juzgado con los {leads} leads más nuevos, de los que no se aprendieron los puntos; {wins} de ellos se ganaron.',
  learnt_judged: 'Juzgado con {leads} leads, de los que no se aprendieron los puntos; {wins} de ellos se ganaron.',
  learnt_first_coin:
    'De dos leads, uno ganado y uno perdido, los puntos nuevos ponen delante al ganado {learnt} veces de 100; los puntos vigentes dicen lo mismo de ambos y aciertan 50 veces. Una moneda acierta 50 veces.',
  learnt_first:
    'De dos leads, uno ganado y uno perdido, los puntos nuevos ponen delante al ganado {learnt} veces de 100; los puntos vigentes, {count} veces. Una moneda acierta 50 veces.',
  learnt_difference: 'La diferencia es de {by} veces de 100, y con un 95 % de certeza entre {low} y {high}.',
  learnt_keep: 'No se propone nada, porque {part}. Conserve sus puntos.',
  learnt_too_few:
    'hay {wins} leads ganados y {losses} perdidos, y con menos de {count} de cada uno no se puede aprender nada',
  learnt_no_field: 'no queda ningún campo del que aprender',
  learnt_start: 'El score empieza en {count}.',
  learnt_share: 'Quién es la persona cuenta un {count} % del score combinado.',
  learnt_thresholds:
    'Umbrales fijados de nuevo, pues los puntos significan ahora otra cosa: MQL desde {mql}, SQL desde {sql}, nota A desde {a}, B desde {b}, C desde {c}.',
};
