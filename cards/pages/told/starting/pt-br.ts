/** The starting models: what they are called, whom they suit and why they are as they are. */
export const STARTING_PT_BR: Readonly<Record<string, string>> = {
  'Companies that sell to companies, whatever they sell.': 'Empresas que vendem para empresas, seja o que for.',
  'Who they are and what they do count the same, and 60 points in all make an SQL.':
    'Quem são e o que fazem contam igual, e 60 pontos no total fazem um SQL.',
  'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.':
    'Um pedido de contato, uma reunião marcada e um teste grátis qualificam na hora como SQL; um download, um webinar e uma newsletter como MQL.',
  'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.':
    'As visitas caem à metade em 30 dias, os conteúdos em 60, e um SQL em silêncio fica inativo após 91 dias.',
  'B2B software': 'Software B2B',
  'Software that companies subscribe to, with a trial or a demonstration before they buy.':
    'Software por assinatura, com um teste ou uma demonstração antes da compra.',
  'Who they are: several people decide, so the people who will work with the software (IT, engineering, operations, marketing, sales) count beside those who sign.':
    'Quem são: várias pessoas decidem, então quem vai trabalhar com o software (TI, engenharia, operações, marketing, vendas) conta ao lado de quem assina.',
  'Who they are: companies of 50 to 999 people count most, since larger ones buy slowly and smaller ones leave soon.':
    'Quem são: empresas de 50 a 999 pessoas contam mais, pois as maiores compram devagar e as menores saem logo.',
  'What they do: a trial and a request for a demonstration qualify as SQL at once; documentation, integrations and security are what people read shortly before they buy.':
    'O que fazem: um teste e um pedido de demonstração qualificam na hora como SQL; documentação, integrações e segurança são lidas pouco antes da compra.',
  'Thresholds: an MQL needs 18 points for what it does, because many people look at software without any wish to buy.':
    'Limiares: um MQL precisa de 18 pontos pelo que faz, porque muitos olham software sem querer comprar.',
  'Fading: a decision takes weeks, so visits halve in 21 days and clear intent in 30.':
    'Desgaste: uma decisão leva semanas, então as visitas caem à metade em 21 dias e a intenção clara em 30.',
  'Rhythm: one e-mail a week for 30 days, an answer within 4 working hours (who tries one product tries others on the same day), and an SQL counts as dormant after 61 silent days.':
    'Ritmo: um e-mail por semana durante 30 dias, uma resposta em 4 horas úteis (quem testa um produto testa outros no mesmo dia), e um SQL fica inativo após 61 dias de silêncio.',
  'Products: the plans and the integrations are named; put your own modules in their place.':
    'Produtos: os planos e as integrações são nomeados; ponha seus próprios módulos no lugar.',
  'E-commerce and retail': 'E-commerce e varejo',
  'Shops that sell to private people, and to companies that order for themselves or resell.':
    'Lojas que vendem a pessoas físicas e a empresas que pedem para si ou revendem.',
  'Who they are: a shopper has no job title, so where you deliver and whether the person can be reached make most of the fit; free mail addresses and students are ordinary shoppers and cost nothing.':
    'Quem são: um comprador não tem cargo, então para onde você entrega e se a pessoa é alcançável são quase tudo; e-mails gratuitos e estudantes são compradores comuns e não custam nada.',
  'Who they are: people who buy for a company get points of their own, since one trade account is worth many baskets.':
    'Quem são: quem compra para uma empresa tem pontos próprios, pois uma conta empresarial vale muitos carrinhos.',
  'What they do: baskets, wishlists and product pages say more than downloads; a request for a trade account goes to sales at once.':
    'O que fazem: carrinhos, listas de desejos e páginas de produtos dizem mais que downloads; um pedido de conta empresarial vai na hora para vendas.',
  'Thresholds: what people do is three quarters of the score, and an SQL is decided by that alone.':
    'Limiares: o que se faz é três quartos da pontuação, e só isso decide um SQL.',
  'Fading: interest in goods passes quickly, so visits and baskets halve in 10 days and 30 silent days cost points.':
    'Desgaste: o interesse por mercadorias passa rápido, então visitas e carrinhos caem à metade em 10 dias e 30 dias de silêncio custam pontos.',
  'Rhythm: an e-mail every 4 days for three weeks, also at weekends, and after a purchase one that thanks and one a month; nobody calls a shopper.':
    'Ritmo: um e-mail a cada 4 dias por três semanas, também no fim de semana, e após uma compra um de agradecimento e um por mês; ninguém liga para um comprador.',
  'Products: none is named, because they are your own categories; the set-up proposes them from your pages.':
    'Produtos: nenhum é nomeado, porque são as suas próprias categorias; a configuração os propõe a partir das suas páginas.',
  'Education and training': 'Educação e treinamento',
  'Schools, universities and course providers, whose leads are future students and people who send staff to courses.':
    'Escolas, universidades e cursos, cujos leads são futuros alunos e empresas que enviam seu pessoal.',
  'Who they are: students and private mail addresses are whom you look for, so nothing is taken off for them and nobody is barred for being a student.':
    'Quem são: estudantes e e-mails particulares são quem você procura, então nada lhes é tirado e ninguém é barrado por estudar.',
  'Who they are: when somebody wants to begin counts most of the four questions, because a place is free only in one intake.':
    'Quem são: quando alguém quer começar conta mais que as outras três perguntas, porque uma vaga só está livre em uma turma.',
  'Who they are: people in personnel and heads of departments get points, since they send whole groups.':
    'Quem são: recursos humanos e chefes de departamento ganham pontos, pois enviam grupos inteiros.',
  'What they do: an application and a trial lesson qualify as SQL at once; a prospectus and an open day make an MQL; the page of the fees stands for the price list.':
    'O que fazem: uma inscrição e uma aula experimental qualificam na hora como SQL; um prospecto e um dia de portas abertas fazem um MQL; a página das mensalidades vale como lista de preços.',
  'Thresholds: 50 points make an SQL, with 20 for who they are, since little is known of a young applicant.':
    'Limiares: 50 pontos fazem um SQL, 20 deles por quem são, pois se sabe pouco de um candidato jovem.',
  'Fading: people choose over half a year, so content halves in 120 days and intent in 90; a signal holds for 182 days.':
    'Desgaste: escolhe-se ao longo de meio ano, então os conteúdos caem à metade em 120 dias e a intenção em 90; um sinal vale 182 dias.',
  'Rhythm: an e-mail every 10 days for 60 days, an answer within 8 working hours, and a lost applicant is asked again for the next intake.':
    'Ritmo: um e-mail a cada 10 dias por 60 dias, uma resposta em 8 horas úteis, e um candidato perdido é procurado de novo na turma seguinte.',
  'Products: degrees, courses and training for companies are named; put your own programmes in their place.':
    'Produtos: diplomas, cursos e treinamento para empresas são nomeados; ponha seus próprios programas no lugar.',
  'Manufacturing and industry': 'Manufatura e indústria',
  'Makers of machines, parts and materials, whose buyers are other companies.':
    'Fabricantes de máquinas, peças e materiais, cujos compradores são outras empresas.',
  'Who they are: purchasing, engineering, production and research decide together, so the area of work counts as much as the rank.':
    'Quem são: compras, engenharia, produção e pesquisa decidem juntas, então a área de trabalho conta tanto quanto o nível.',
  'Who they are: larger companies in producing industries count most, and a private mail address costs 15 points because buyers write from work.':
    'Quem são: empresas maiores de setores produtivos contam mais, e um e-mail particular custa 15 pontos porque compradores escrevem do trabalho.',
  'What they do: a request for a quotation or a sample qualifies as SQL at once; data sheets, catalogues, drawings and meetings at trade fairs make an MQL; social media hardly count.':
    'O que fazem: um pedido de cotação ou de amostra qualifica na hora como SQL; fichas técnicas, catálogos, desenhos e encontros em feiras fazem um MQL; redes sociais quase não contam.',
  'Thresholds: who they are is 60 per cent of the score, since one right company matters more than many clicks.':
    'Limiares: quem são é 60 por cento da pontuação, pois uma empresa certa importa mais que muitos cliques.',
  'Fading: an investment takes a year, so visits halve in 91 days, content in 182 and intent in 120.':
    'Desgaste: um investimento leva um ano, então as visitas caem à metade em 91 dias, os conteúdos em 182 e a intenção em 120.',
  'Rhythm: an e-mail every three weeks for three months, an answer within one working day, a call to a silent SQL each quarter, and an SQL counts as dormant after half a year.':
    'Ritmo: um e-mail a cada três semanas por três meses, uma resposta em um dia útil, uma ligação a um SQL em silêncio a cada trimestre, e um SQL fica inativo após meio ano.',
  'Products: machines, spare parts and service are named; put your own lines in their place.':
    'Produtos: máquinas, peças de reposição e serviço são nomeados; ponha suas próprias linhas no lugar.',
  'Services and agencies': 'Serviços e agências',
  'Consultants, agencies and other people who sell their work by the project.':
    'Consultores, agências e outros que vendem seu trabalho por projeto.',
  'Who they are: small and middle-sized companies are the best clients, and their owner or the head of a function decides; so companies of 10 to 249 people count most and tiny ones lose nothing.':
    'Quem são: pequenas e médias empresas são os melhores clientes, e decide o dono ou o chefe de uma área; por isso empresas de 10 a 249 pessoas contam mais e as minúsculas não perdem nada.',
  'Who they are: budget and authority count more than anything that somebody reads, because an offer costs you days of work.':
    'Quem são: orçamento e autoridade contam mais que qualquer leitura, porque uma proposta lhe custa dias de trabalho.',
  'What they do: whoever sends a brief or asks for an offer is with sales at once; references and case studies are read by people who compare you.':
    'O que fazem: quem envia um briefing ou pede uma proposta vai na hora para vendas; referências e casos são lidos por quem compara você.',
  'Thresholds: 55 points make an SQL, since few people visit and each of them matters.':
    'Limiares: 55 pontos fazem um SQL, pois poucos vêm e cada um importa.',
  'Fading: a project ripens for months, so content halves in 90 days and intent in 60.':
    'Desgaste: um projeto amadurece por meses, então os conteúdos caem à metade em 90 dias e a intenção em 60.',
  'Rhythm: an e-mail every two weeks for 60 days, an answer within 4 working hours, and a call to a silent SQL every two months.':
    'Ritmo: um e-mail a cada duas semanas por 60 dias, uma resposta em 4 horas úteis, e uma ligação a um SQL em silêncio a cada dois meses.',
  'Products: consulting, projects, training and support are named; put your own services in their place.':
    'Produtos: consultoria, projetos, treinamento e suporte são nomeados; ponha seus próprios serviços no lugar.',
};
