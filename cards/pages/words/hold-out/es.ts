import type { HoldOutWords } from './en.ts';

/** What the page says of hold-outs, in Spanish. */
export const HOLD_OUT_ES: HoldOutWords = {
  hold_title: '¿Sirve de algo el nurturing?',
  hold_what:
    'Una parte de quienes entran en un programa puede apartarse al azar, para ver qué hace el programa. No reciben ningún correo de él; ventas los recibe igualmente, y los contactos a mano se hacen. Las partes están en el modelo, en «Programas y cadencias».',
  hold_loading: 'Comparando a los apartados con los demás',
  hold_failed: 'No se pudo cargar la comparación',
  hold_none: 'No se aparta a nadie de este programa.',
  hold_lasts: 'Desde el {since} se aparta al {share} % de quienes entran.',
  hold_changed: 'Del {since} al {until} se apartó al {share} % de quienes entraban.',
  hold_harm: 'Esta prueba ha terminado por sí sola',
  hold_harm_what:
    'El {until} era seguro que a los apartados les iba peor. Ahora están en el programa. Una versión del modelo con otra parte empieza una nueva.',
  hold_too_few_sql: 'Aún no se puede decir nada: antes deben haberse convertido en SQL diez de cada grupo.',
  hold_too_few_customer: 'Aún no se puede decir nada: antes deben haberse convertido en clientes diez de cada grupo.',
  hold_open: 'Por ahora no se ve ningún efecto: el azar basta para explicar la diferencia.',
  hold_helps: 'El programa ayuda: a los apartados les va peor.',
  hold_hurts: 'El programa perjudica: a los apartados les va mejor.',
  hold_by_sql: 'De 100 en el programa, {is} más se convierten en SQL que de 100 apartados (entre {low} y {high}).',
  hold_by_customer:
    'De 100 en el programa, {is} más se convierten en clientes que de 100 apartados (entre {low} y {high}).',
  hold_valid:
    'Se cuenta a quien lo llegó a ser en los {days} días después de entrar en el programa. El intervalo contiene la diferencia verdadera 95 veces de 100, por mucho que usted mire. Los clics en los correos dan puntos, así que el programa hace SQL con más facilidad: los clientes son la mejor prueba.',
  hold_skewed: 'Los grupos no tienen el tamaño debido',
  hold_skewed_what:
    'Se apartó a {left} de {all}, y debería ser el {share} %. Algo falla en el sorteo: no se fíe de estas cifras y avise a quien opera Ripen.',
  hold_group: 'Grupo',
  hold_in: 'En el programa',
  hold_out: 'Apartados',
  hold_people: 'Contactos',
  hold_sqls: 'Pasaron a SQL',
  hold_customers: 'Pasaron a clientes',
  hold_plan_sql:
    'En un mes entran {month} contactos en este programa. De {seen} que entraron hace más de {days} días, {won} se convirtieron en SQL en {days} días. Esto tarda en verse una mejora, en cuatro de cada cinco casos:',
  hold_plan_customer:
    'En un mes entran {month} contactos en este programa. De {seen} que entraron hace más de {days} días, {won} se convirtieron en clientes en {days} días. Esto tarda en verse una mejora, en cuatro de cada cinco casos:',
  hold_plan_unknown: 'Han entrado muy pocos contactos en este programa para decir cuánto tardaría.',
  hold_plan_share: 'Parte apartada',
  hold_plan_lift: '{lift} % más',
  hold_months_one: '{count} mes',
  hold_months_other: '{count} meses',
  hold_too_long: 'más de 5 años',
};
