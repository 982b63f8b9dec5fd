import type { LEARNT_EN } from './en.ts';

export const LEARNT_ES: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads ganados y {losses} perdidos, cada uno como estaba {landmark} después de llegar, es decir, antes de su desenlace. Llegaron del {from} al {to}.',
  learnt_past:
    '{wins} leads ganados y {losses} perdidos, cada uno como estaba {landmark} después de llegar, es decir, antes de su desenlace.',
  learnt_status: '{count} de los leads perdidos tienen un estado de lead que significa «perdido»: {labels}.',
  learnt_status_open: 'Estados de lead que dejan un lead abierto: {labels}.',
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
  learnt_leak_by_part:
    '«{label}» conoce el resultado: el {count} % de estos valores se puso ({verb}) después de ganarse el negocio, sobre todo {by}. {part}',
  learnt_leak_by:
    '«{label}» conoce el resultado: el {count} % de estos valores se puso ({verb}) después de ganarse el negocio, sobre todo {by}.',
  learnt_leak_part:
    '«{label}» conoce el resultado: el {count} % de estos valores se puso ({verb}) después de ganarse el negocio. {part}',
  learnt_leak:
    '«{label}» conoce el resultado: el {count} % de estos valores se puso ({verb}) después de ganarse el negocio.',
  learnt_alone_new:
    'Por sí solo distingue ganados de perdidos con un AUC de {now} tal como está ahora; antes del resultado no decía nada.',
  learnt_alone:
    'Por sí solo distingue ganados de perdidos con un AUC de {now} tal como está ahora, y de {then} tal como estaba antes del resultado.',
  learnt_grows:
    'Hasta {points} puntos, ninguno en {from} y todos en {to}: se ganaron {wins} de {leads} leads que reciben al menos la mitad ({share}), y el {average} de todos.',
  learnt_rule: 'Se ganaron {wins} de {leads} leads así ({share}), y el {average} de todos.',
  learnt_silent: 'No valía para ninguno de estos leads, así que queda como está.',
  learnt_stays: 'Queda como está.',
  learnt_gone: 'No añade nada a lo aprendido.',
  learnt_weighs: 'Queda, y pesa tanto como dicen sus leads ganados.',
  learnt_correct:
    '{wins} leads ganados y {losses} perdidos podrían corregir los puntos en vigor, pero estos dicen lo mismo de todos ellos; para unos puntos propios hacen falta {count} de cada',
  learnt_coin_chance:
    'en {place} lo aprendido tiene un AUC de {learnt} frente a una moneda (0.5): {how} en {by}, con un margen de {open}, lo que puede ser azar',
  learnt_chance:
    'en {place} lo aprendido tiene un AUC de {learnt} frente a los puntos en vigor ({count}): {how} en {by}, con un margen de {open}, lo que puede ser azar',
  learnt_coin:
    'en {place} lo aprendido tiene un AUC de {learnt} frente a una moneda (0.5): peor en {by}, con un margen de {open}',
  learnt_worse:
    'en {place} lo aprendido tiene un AUC de {learnt} frente a los puntos en vigor ({count}): peor en {by}, con un margen de {open}',
};

/** What stands in these sentences. */
export const LEARNT_NAMES_ES: Readonly<Record<string, string>> = {
  typed: 'tecleado',
  imported: 'importado',
  given: 'indicado',
  written: 'escrito',
  'by people in HubSpot': 'por personas en HubSpot',
  'by people in HubSpot, for many records at once': 'por personas en HubSpot, para muchos registros a la vez',
  'by people in the mobile app': 'por personas en la aplicación móvil',
  'by an import': 'por una importación',
  'in forms': 'en formularios',
  'by another program': 'por otro programa',
  'by workflows': 'por workflows',
  "by HubSpot's analytics": 'por la analítica de HubSpot',
  'by HubSpot itself': 'por el propio HubSpot',
  'the newest leads': 'los leads más nuevos',
  'leads held back': 'leads apartados',
  better: 'mejor',
  worse: 'peor',
};
