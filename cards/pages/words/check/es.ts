import type { CheckWords } from './en.ts';

export const CHECK_ES: CheckWords = {
  check_tab: '¿Acierta la puntuación?',
  check_loading: 'Contando qué fue de sus leads',
  check_failed: 'No se pudieron cargar las cifras',
  check_nothing: 'Todavía no se sabe nada',
  check_lead:
    'Un lead se cuenta una vez, con su puntuación una semana después de que Ripen lo viera por primera vez, y solo cuando han pasado los {days} días siguientes. Ha comprado si se hizo cliente en esos días.',
  check_first: 'Los primeros leads cuentan a partir del {when}.',
  check_counts: 'De {seen} leads del último año, {won} compraron en {days} días.',
  check_of_all:
    'Incluye leads que puntuaron versiones anteriores del modelo, porque se conocen muy pocos de esta versión.',
  check_is_better: 'Los leads con encaje {good} compran {times} veces más a menudo que los de encaje {poor}.',
  check_is_only: 'Los leads con encaje {good} compran; de los de encaje {poor}, ninguno.',
  check_is_alike: 'Los leads con encaje {good} y {poor} compran casi igual: la diferencia puede ser azar.',
  check_is_reversed:
    'Los leads con encaje {poor} compran más que los de encaje {good}: los puntos de encaje apuntan al revés.',
  check_is_unknown: 'Se conocen muy pocos leads de cada grado para compararlos',
  check_no_area: 'Compraron muy pocos leads para decir si la puntuación distingue a los compradores.',
  check_area:
    'De dos leads, de los que uno compró, la puntuación pone primero al comprador {times} de cada 100 veces (entre {low} y {high}); una moneda lo haría 50.',
  check_inflation: 'Más SQL, pero no más ventas',
  check_inflation_what:
    'En los últimos tres meses {sqls} leads llegaron al umbral SQL y {won} compraron; en los tres anteriores, {won_before} de {sqls_before}. Mire qué puntos se subieron.',
  check_letter: 'Encaje',
  check_by_letter: 'Cuántos leads compran, por encaje',
  check_share_axis: 'Compraron, en porcentaje',
  check_leads: 'Leads',
  check_bought: 'Compraron',
  check_share: 'Proporción',
  check_too_few: 'muy pocos',
  check_meaning: '¿Qué significan estas cifras?',
  check_share_what:
    'La proporción es compraron entre leads. Con otros leads del mismo tipo estaría en el intervalo indicado 95 de cada 100 veces (intervalo de Wilson). De menos de 20 leads no se da proporción.',
  check_points: 'Puntuación',
  check_by_band: 'Por puntuación',
  check_by_grade: 'Por grado',
  check_grade: 'Grado',
  check_tenths: 'El mejor décimo primero (lift)',
  check_tenth: 'Décimo',
  check_times: 'Veces la media',
  check_tenths_what:
    'Todos los leads por orden de puntuación, en diez partes iguales. Un décimo con 3 veces la media tiene el triple de compradores que uno al azar. Los leads con la misma puntuación se reparten por igual.',
  check_too_few_tenths: 'Diez partes de al menos 20 leads necesitan 200 leads, algunos de ellos compradores.',
  check_by_month: 'Por mes',
  check_month: 'Mes',
  check_area_what:
    'Un lead pertenece al mes en que se tomó su puntuación. AUC: de dos leads, de los que uno compró, con qué frecuencia la puntuación pone primero al comprador; 0,5 es una moneda, 1 es siempre. Se indica a partir de 10 compradores y 10 otros, con su intervalo del 95 % (DeLong).',
  check_reliability: 'Lo previsto y lo ocurrido',
  check_reliability_is:
    'En los {leads} leads más nuevos, lo previsto por los anteriores se desvió {points} puntos porcentuales de media.',
  check_no_reliability: 'Se conocen muy pocos leads para comparar lo previsto con lo ocurrido.',
  check_reliability_what:
    'La mitad más antigua de los leads enseña cuántos de cada puntuación y tamaño de empresa compran; la más nueva muestra si se cumplió. En la línea «como se previó» ambos coinciden. Cada punto es cerca de un décimo de los leads nuevos.',
  check_came: 'Lo ocurrido',
  check_ideal: 'Como se previó',
  check_foretold_axis: 'Previsto, en porcentaje',
  check_table: 'Todos los leads como tabla (CSV)',
  dial_title: '¿A cuántos leads puede llamar ventas?',
  dial_calls: 'Llamadas por semana',
  dial_whole: 'Un número entero de 1 a 10 000',
  dial_show: 'Mostrar el umbral',
  dial_from: 'Para {calls} llamadas por semana, llame a cada lead desde {score} puntos.',
  dial_in_force: 'En vigor: desde {score} puntos.',
  dial_wins:
    'En un trimestre se esperan {wins} ventas ({low} a {high}) de estas llamadas. Los leads por debajo del umbral traerían {lost} ({lost_low} a {lost_high}): a estas se renuncia.',
  dial_unknown: 'Aún no se sabe cuántos de ellos compran.',
  dial_drift: 'El umbral ya no encaja con las llamadas',
  dial_drift_what:
    'En las últimas {weeks} semanas lo alcanzaron {sqls} leads, y ventas puede llamar a {planned} en ese tiempo. Para {calls} llamadas por semana está ahora en {score} puntos: cree un borrador con ese valor.',
  dial_lately: 'En las últimas {weeks} semanas este ajuste habría hecho {called} de {calls} llamadas.',
  dial_draft: 'Crear un borrador: SQL desde {score} puntos',
  dial_drafted: 'El umbral está en un borrador: nada cuenta hasta que se publique.',
  dial_what:
    'El umbral es la menor puntuación a partir de la cual no hay más de los 1000 leads más nuevos de los que ventas puede llamar. Sigue a los leads más nuevos. Si sobran llamadas en una semana, las llenan leads con un punto menos, los más nuevos primero; las no hechas pasan a la semana siguiente. Las ventas son lo que hicieron los leads del último año a cada lado del umbral, para tantos leads como llegan ahora. Quien pide hablar con ventas se suma. Al publicar el borrador, el umbral queda fijo, pues ninguna versión cambia por sí sola: cuando da más o menos SQL de los que ventas puede llamar, Ripen lo dice aquí y propone el nuevo.',
  still_right: 'El modelo en vigor sigue acertando con los leads de {quarter}.',
  still_coin:
    'Con los leads de {quarter} la puntuación no distinguió a los compradores mejor que una moneda: vea «¿Acierta la puntuación?».',
  still_worse:
    'Con los leads de {quarter} la puntuación distinguió a los compradores peor que antes: vea «¿Acierta la puntuación?».',
  still_off:
    'Con los leads de {quarter} el orden de las puntuaciones sigue siendo correcto, pero compran más o menos de lo previsto: vea «¿Acierta la puntuación?».',
  still_bought: 'Compraron {won} de {seen}.',
  still_bought_foretold: 'Compraron {won} de {seen}; se preveían {foretold}.',
};
