import type { HoldOutWords } from './en.ts';

/** What the page says of hold-outs, in Brazilian Portuguese. */
export const HOLD_OUT_PT_BR: HoldOutWords = {
  hold_title: 'O nurturing faz alguma diferença?',
  hold_what:
    'Uma parte de quem entra em um programa pode ficar de fora ao acaso, para ver o que o programa faz. Essas pessoas não recebem nenhum e-mail dele; vendas recebe essas pessoas mesmo assim, e os contatos manuais acontecem. As partes ficam no modelo, em “Programas e cadências”.',
  hold_loading: 'Comparando quem ficou de fora com os demais',
  hold_failed: 'Não foi possível carregar a comparação',
  hold_none: 'Ninguém fica de fora deste programa.',
  hold_lasts: 'Desde {since}, {share} % de quem entra fica de fora.',
  hold_changed: 'De {since} a {until}, {share} % de quem entrava ficou de fora.',
  hold_harm: 'Este teste terminou por si só',
  hold_harm_what:
    'Em {until} era certo que quem ficou de fora se saiu pior. Agora essas pessoas estão no programa. Uma versão do modelo com outra parte começa um novo teste.',
  hold_too_few_sql: 'Ainda não dá para dizer nada: antes, dez de cada grupo precisam ter se tornado SQL.',
  hold_too_few_customer: 'Ainda não dá para dizer nada: antes, dez de cada grupo precisam ter se tornado clientes.',
  hold_open: 'Por enquanto não se vê efeito: o acaso sozinho explica a diferença.',
  hold_helps: 'O programa ajuda: quem fica de fora se sai pior.',
  hold_hurts: 'O programa prejudica: quem fica de fora se sai melhor.',
  hold_by_sql: 'De 100 no programa, {is} a mais se tornam SQL do que de 100 que ficam de fora (entre {low} e {high}).',
  hold_by_customer:
    'De 100 no programa, {is} a mais se tornam clientes do que de 100 que ficam de fora (entre {low} e {high}).',
  hold_valid:
    'Conta quem se tornou um deles em até {days} dias após entrar no programa. O intervalo contém a diferença verdadeira 95 vezes em 100, não importa quantas vezes você olhe. Cliques em e-mails dão pontos, então o programa gera SQLs com mais facilidade: clientes são a melhor prova.',
  hold_skewed: 'Os grupos não têm o tamanho que deveriam ter',
  hold_skewed_what:
    '{left} de {all} ficaram de fora, e deveria ser {share} %. Há algo errado com o sorteio: não confie nestes números e avise quem opera o Ripen.',
  hold_group: 'Grupo',
  hold_in: 'No programa',
  hold_out: 'De fora',
  hold_people: 'Contatos',
  hold_sqls: 'Viraram SQL',
  hold_customers: 'Viraram clientes',
  hold_plan_sql:
    'Em um mês, {month} contatos entram neste programa. De {seen} que entraram há mais de {days} dias, {won} se tornaram SQL em {days} dias. Este é o tempo até um aumento aparecer, em quatro de cada cinco casos:',
  hold_plan_customer:
    'Em um mês, {month} contatos entram neste programa. De {seen} que entraram há mais de {days} dias, {won} se tornaram clientes em {days} dias. Este é o tempo até um aumento aparecer, em quatro de cada cinco casos:',
  hold_plan_unknown: 'Entraram poucos contatos neste programa para dizer quanto tempo levaria.',
  hold_plan_share: 'Parte de fora',
  hold_plan_lift: '{lift} % a mais',
  hold_months_one: '{count} mês',
  hold_months_other: '{count} meses',
  hold_too_long: 'mais de 5 anos',
};
