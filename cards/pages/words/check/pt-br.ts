import type { CheckWords } from './en.ts';

export const CHECK_PT_BR: CheckWords = {
  check_tab: 'A pontuação está certa?',
  check_loading: 'Contando o que aconteceu com seus leads',
  check_failed: 'Não foi possível carregar os números',
  check_nothing: 'Ainda não se sabe nada',
  check_lead:
    'Um lead é contado uma vez, com a pontuação de uma semana depois que o Ripen o viu pela primeira vez, e só quando os {days} dias seguintes passaram. Ele comprou se virou cliente nesses dias.',
  check_first: 'Os primeiros leads contam a partir de {when}.',
  check_counts: 'De {seen} leads do último ano, {won} compraram em até {days} dias.',
  check_of_all: 'Inclui leads pontuados por versões anteriores do modelo, pois se conhecem poucos desta versão.',
  check_is_better: 'Leads com perfil {good} compram {times} vezes mais que leads com perfil {poor}.',
  check_is_only: 'Leads com perfil {good} compram; dos com perfil {poor}, nenhum comprou.',
  check_is_alike: 'Leads com perfil {good} e {poor} compram quase igual: a diferença pode ser acaso.',
  check_is_reversed:
    'Leads com perfil {poor} compram mais que leads com perfil {good}: os pontos de perfil apontam para o lado errado.',
  check_is_unknown: 'Conhecem-se poucos leads de cada grau para compará-los',
  check_no_area: 'Poucos leads compraram para dizer se a pontuação distingue compradores.',
  check_area:
    'De dois leads, um dos quais comprou, a pontuação põe o comprador na frente {times} vezes em 100 (entre {low} e {high}); uma moeda faria isso 50 vezes.',
  check_inflation: 'Mais SQLs, mas não mais vendas',
  check_inflation_what:
    'Nos últimos três meses {sqls} leads chegaram ao limite de SQL e {won} compraram; nos três anteriores, {won_before} de {sqls_before}. Veja quais pontos foram aumentados.',
  check_letter: 'Perfil',
  check_by_letter: 'Quantos leads compram, por perfil',
  check_share_axis: 'Compraram, em porcentagem',
  check_leads: 'Leads',
  check_bought: 'Compraram',
  check_share: 'Proporção',
  check_too_few: 'poucos demais',
  check_meaning: 'O que significam estes números?',
  check_share_what:
    'A proporção é compraram dividido por leads. Com outros leads do mesmo tipo, estaria no intervalo ao lado 95 vezes em 100 (intervalo de Wilson). Com menos de 20 leads, nenhuma proporção é dada.',
  check_points: 'Pontuação',
  check_by_band: 'Por pontuação',
  check_by_grade: 'Por grau',
  check_grade: 'Grau',
  check_tenths: 'O melhor décimo primeiro (lift)',
  check_tenth: 'Décimo',
  check_times: 'Vezes a média',
  check_tenths_what:
    'Todos os leads em ordem de pontuação, em dez partes iguais. Um décimo com 3 vezes a média tem o triplo de compradores de um décimo ao acaso. Leads com a mesma pontuação são divididos por igual.',
  check_too_few_tenths: 'Dez partes com pelo menos 20 leads precisam de 200 leads, alguns deles compradores.',
  check_by_month: 'Por mês',
  check_month: 'Mês',
  check_area_what:
    'Um lead pertence ao mês em que sua pontuação foi tomada. AUC: de dois leads, um dos quais comprou, com que frequência a pontuação põe o comprador na frente; 0,5 é uma moeda, 1 é sempre. É mostrada a partir de 10 compradores e 10 outros, com seu intervalo de 95 % (DeLong).',
  check_reliability: 'O previsto e o ocorrido',
  check_reliability_is:
    'Nos {leads} leads mais novos, o previsto pelos mais antigos errou em média {points} pontos percentuais.',
  check_no_reliability: 'Conhecem-se poucos leads para comparar o previsto com o ocorrido.',
  check_reliability_what:
    'A metade mais antiga dos leads ensina quantos de cada pontuação e tamanho de empresa compram; a mais nova mostra se isso se confirmou. Na linha “como previsto” os dois são iguais. Cada ponto é cerca de um décimo dos leads novos.',
  check_came: 'O ocorrido',
  check_ideal: 'Como previsto',
  check_foretold_axis: 'Previsto, em porcentagem',
  check_table: 'Todos os leads como tabela (CSV)',
  dial_title: 'Quantos leads vendas consegue ligar?',
  dial_calls: 'Ligações por semana',
  dial_whole: 'Um número inteiro de 1 a 10.000',
  dial_show: 'Mostrar o limite',
  dial_from: 'Para {calls} ligações por semana, ligue para cada lead a partir de {score} pontos.',
  dial_in_force: 'Em vigor: a partir de {score} pontos.',
  dial_wins:
    'Em um trimestre, espere {wins} vendas ({low} a {high}) destas ligações. Os leads abaixo do limite trariam {lost} ({lost_low} a {lost_high}): destas você abre mão.',
  dial_unknown: 'Ainda não se sabe quantos deles compram.',
  dial_drift: 'O limite não combina mais com as ligações',
  dial_drift_what:
    'Nas últimas {weeks} semanas, {sqls} leads o alcançaram, e vendas pode ligar para {planned} nesse tempo. Para {calls} ligações por semana ele está agora em {score} pontos: crie um rascunho com esse valor.',
  dial_lately: 'Nas últimas {weeks} semanas este ajuste teria feito {called} de {calls} ligações.',
  dial_draft: 'Criar um rascunho: SQL a partir de {score} pontos',
  dial_drafted: 'O limite está em um rascunho: nada vale antes de ser publicado.',
  dial_what:
    'O limite é a menor pontuação a partir da qual não há mais dos 1.000 leads mais novos do que vendas consegue ligar. Ele segue os leads mais novos. Se sobram ligações na semana, leads com um ponto a menos as preenchem, os mais novos primeiro; as não feitas passam para a semana seguinte. As vendas são o que fizeram os leads do último ano de cada lado do limite, para tantos leads quantos chegam agora. Quem pede para falar com vendas vem a mais. Publicar o rascunho fixa o limite, pois nenhuma versão muda por si só: quando ele dá mais ou menos SQLs do que vendas pode ligar, o Ripen diz aqui e propõe o novo.',
  still_right: 'O modelo em vigor continua certo para os leads de {quarter}.',
  still_coin:
    'Com os leads de {quarter} a pontuação não distinguiu compradores melhor que uma moeda: veja “A pontuação está certa?”.',
  still_worse:
    'Com os leads de {quarter} a pontuação distinguiu compradores pior do que antes: veja “A pontuação está certa?”.',
  still_off:
    'Com os leads de {quarter} a ordem das pontuações continua certa, mas compram mais ou menos do que o previsto: veja “A pontuação está certa?”.',
  still_bought: '{won} de {seen} compraram.',
  still_bought_foretold: '{won} de {seen} compraram; {foretold} eram previstos.',
};
