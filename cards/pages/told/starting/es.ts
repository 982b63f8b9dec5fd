/** The starting models: what they are called, whom they suit and why they are as they are. */
export const STARTING_ES: Readonly<Record<string, string>> = {
  'Companies that sell to companies, whatever they sell.': 'Empresas que venden a empresas, vendan lo que vendan.',
  'Who they are and what they do count the same, and 60 points in all make an SQL.':
    'Quiénes son y lo que hacen cuentan lo mismo, y 60 puntos en total hacen un SQL.',
  'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.':
    'Una solicitud de contacto, una reunión reservada y una prueba gratuita califican enseguida como SQL; una descarga, un seminario web y un boletín como MQL.',
  'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.':
    'Las visitas se reducen a la mitad en 30 días, los contenidos en 60, y un SQL en silencio queda inactivo a los 91 días.',
  'B2B software': 'Software B2B',
  'Software that companies subscribe to, with a trial or a demonstration before they buy.':
    'Software por suscripción, con una prueba o una demostración antes de comprar.',
  'Who they are: several people decide, so the people who will work with the software (IT, engineering, operations, marketing, sales) count beside those who sign.':
    'Quiénes son: deciden varias personas, así que quienes trabajarán con el software (TI, ingeniería, operaciones, marketing, ventas) cuentan junto a quienes firman.',
  'Who they are: companies of 50 to 999 people count most, since larger ones buy slowly and smaller ones leave soon.':
    'Quiénes son: las empresas de 50 a 999 personas cuentan más, porque las mayores compran despacio y las menores se van pronto.',
  'What they do: a trial and a request for a demonstration qualify as SQL at once; documentation, integrations and security are what people read shortly before they buy.':
    'Lo que hacen: una prueba y una solicitud de demostración califican enseguida como SQL; documentación, integraciones y seguridad se leen poco antes de comprar.',
  'Thresholds: an MQL needs 18 points for what it does, because many people look at software without any wish to buy.':
    'Umbrales: un MQL necesita 18 puntos por lo que hace, porque muchos miran software sin querer comprar.',
  'Fading: a decision takes weeks, so visits halve in 21 days and clear intent in 30.':
    'Desgaste: una decisión lleva semanas, así que las visitas se reducen a la mitad en 21 días y la intención clara en 30.',
  'Rhythm: one e-mail a week for 30 days, an answer within 4 working hours (who tries one product tries others on the same day), and an SQL counts as dormant after 61 silent days.':
    'Ritmo: un correo por semana durante 30 días, una respuesta en 4 horas laborables (quien prueba un producto prueba otros el mismo día), y un SQL queda inactivo tras 61 días de silencio.',
  'Products: the plans and the integrations are named; put your own modules in their place.':
    'Productos: se nombran los planes y las integraciones; ponga sus propios módulos en su lugar.',
  'E-commerce and retail': 'Comercio electrónico y minorista',
  'Shops that sell to private people, and to companies that order for themselves or resell.':
    'Tiendas que venden a particulares y a empresas que piden para sí mismas o revenden.',
  'Who they are: a shopper has no job title, so where you deliver and whether the person can be reached make most of the fit; free mail addresses and students are ordinary shoppers and cost nothing.':
    'Quiénes son: un comprador no tiene cargo, así que adónde envía usted y si se puede contactar con la persona son casi todo; las direcciones gratuitas y los estudiantes son compradores normales y no restan nada.',
  'Who they are: people who buy for a company get points of their own, since one trade account is worth many baskets.':
    'Quiénes son: quien compra para una empresa tiene puntos propios, porque una cuenta profesional vale muchas cestas.',
  'What they do: baskets, wishlists and product pages say more than downloads; a request for a trade account goes to sales at once.':
    'Lo que hacen: cestas, listas de deseos y páginas de producto dicen más que las descargas; la solicitud de una cuenta profesional va enseguida a ventas.',
  'Thresholds: what people do is three quarters of the score, and an SQL is decided by that alone.':
    'Umbrales: lo que se hace es tres cuartos de la puntuación, y eso solo decide un SQL.',
  'Fading: interest in goods passes quickly, so visits and baskets halve in 10 days and 30 silent days cost points.':
    'Desgaste: el interés por los artículos pasa pronto, así que visitas y cestas se reducen a la mitad en 10 días y 30 días de silencio restan puntos.',
  'Rhythm: an e-mail every 4 days for three weeks, also at weekends, and after a purchase one that thanks and one a month; nobody calls a shopper.':
    'Ritmo: un correo cada 4 días durante tres semanas, también los fines de semana, y tras una compra uno de agradecimiento y uno al mes; nadie llama a un comprador.',
  'Products: none is named, because they are your own categories; the set-up proposes them from your pages.':
    'Productos: no se nombra ninguno, porque son sus propias categorías; la configuración los propone a partir de sus páginas.',
  'Education and training': 'Educación y formación',
  'Schools, universities and course providers, whose leads are future students and people who send staff to courses.':
    'Escuelas, universidades y centros de cursos, cuyos leads son futuros estudiantes y empresas que envían a su personal.',
  'Who they are: students and private mail addresses are whom you look for, so nothing is taken off for them and nobody is barred for being a student.':
    'Quiénes son: los estudiantes y las direcciones privadas son a quienes busca, así que no se les resta nada y nadie queda excluido por estudiar.',
  'Who they are: when somebody wants to begin counts most of the four questions, because a place is free only in one intake.':
    'Quiénes son: cuándo quiere empezar alguien cuenta más que las otras tres preguntas, porque una plaza solo está libre en una convocatoria.',
  'Who they are: people in personnel and heads of departments get points, since they send whole groups.':
    'Quiénes son: recursos humanos y jefes de departamento reciben puntos, porque envían grupos enteros.',
  'What they do: an application and a trial lesson qualify as SQL at once; a prospectus and an open day make an MQL; the page of the fees stands for the price list.':
    'Lo que hacen: una solicitud de admisión y una clase de prueba califican enseguida como SQL; un folleto y una jornada de puertas abiertas hacen un MQL; la página de tasas hace de lista de precios.',
  'Thresholds: 50 points make an SQL, with 20 for who they are, since little is known of a young applicant.':
    'Umbrales: 50 puntos hacen un SQL, 20 de ellos por quiénes son, porque se sabe poco de un solicitante joven.',
  'Fading: people choose over half a year, so content halves in 120 days and intent in 90; a signal holds for 182 days.':
    'Desgaste: se elige durante medio año, así que los contenidos se reducen a la mitad en 120 días y la intención en 90; una señal vale 182 días.',
  'Rhythm: an e-mail every 10 days for 60 days, an answer within 8 working hours, and a lost applicant is asked again for the next intake.':
    'Ritmo: un correo cada 10 días durante 60 días, una respuesta en 8 horas laborables, y a un solicitante perdido se le vuelve a preguntar en la siguiente convocatoria.',
  'Products: degrees, courses and training for companies are named; put your own programmes in their place.':
    'Productos: se nombran títulos, cursos y formación para empresas; ponga sus propios programas en su lugar.',
  'Manufacturing and industry': 'Fabricación e industria',
  'Makers of machines, parts and materials, whose buyers are other companies.':
    'Fabricantes de máquinas, piezas y materiales, cuyos compradores son otras empresas.',
  'Who they are: purchasing, engineering, production and research decide together, so the area of work counts as much as the rank.':
    'Quiénes son: compras, ingeniería, producción e investigación deciden juntas, así que el área de trabajo cuenta tanto como el rango.',
  'Who they are: larger companies in producing industries count most, and a private mail address costs 15 points because buyers write from work.':
    'Quiénes son: las empresas grandes de sectores productivos cuentan más, y una dirección privada resta 15 puntos porque los compradores escriben desde el trabajo.',
  'What they do: a request for a quotation or a sample qualifies as SQL at once; data sheets, catalogues, drawings and meetings at trade fairs make an MQL; social media hardly count.':
    'Lo que hacen: una petición de presupuesto o de muestra califica enseguida como SQL; fichas técnicas, catálogos, planos y encuentros en ferias hacen un MQL; las redes sociales apenas cuentan.',
  'Thresholds: who they are is 60 per cent of the score, since one right company matters more than many clicks.':
    'Umbrales: quiénes son es el 60 por ciento de la puntuación, porque una empresa adecuada importa más que muchos clics.',
  'Fading: an investment takes a year, so visits halve in 91 days, content in 182 and intent in 120.':
    'Desgaste: una inversión lleva un año, así que las visitas se reducen a la mitad en 91 días, los contenidos en 182 y la intención en 120.',
  'Rhythm: an e-mail every three weeks for three months, an answer within one working day, a call to a silent SQL each quarter, and an SQL counts as dormant after half a year.':
    'Ritmo: un correo cada tres semanas durante tres meses, una respuesta en un día laborable, una llamada a un SQL en silencio cada trimestre, y un SQL queda inactivo tras medio año.',
  'Products: machines, spare parts and service are named; put your own lines in their place.':
    'Productos: se nombran máquinas, repuestos y servicio; ponga sus propias líneas en su lugar.',
  'Services and agencies': 'Servicios y agencias',
  'Consultants, agencies and other people who sell their work by the project.':
    'Consultores, agencias y otros que venden su trabajo por proyecto.',
  'Who they are: small and middle-sized companies are the best clients, and their owner or the head of a function decides; so companies of 10 to 249 people count most and tiny ones lose nothing.':
    'Quiénes son: las empresas pequeñas y medianas son los mejores clientes, y decide su dueño o el responsable de un área; por eso las de 10 a 249 personas cuentan más y las diminutas no pierden nada.',
  'Who they are: budget and authority count more than anything that somebody reads, because an offer costs you days of work.':
    'Quiénes son: presupuesto y autoridad cuentan más que cualquier lectura, porque una oferta le cuesta días de trabajo.',
  'What they do: whoever sends a brief or asks for an offer is with sales at once; references and case studies are read by people who compare you.':
    'Lo que hacen: quien envía un briefing o pide una oferta pasa enseguida a ventas; referencias y casos los lee quien le compara.',
  'Thresholds: 55 points make an SQL, since few people visit and each of them matters.':
    'Umbrales: 55 puntos hacen un SQL, porque vienen pocos y cada uno importa.',
  'Fading: a project ripens for months, so content halves in 90 days and intent in 60.':
    'Desgaste: un proyecto madura durante meses, así que los contenidos se reducen a la mitad en 90 días y la intención en 60.',
  'Rhythm: an e-mail every two weeks for 60 days, an answer within 4 working hours, and a call to a silent SQL every two months.':
    'Ritmo: un correo cada dos semanas durante 60 días, una respuesta en 4 horas laborables, y una llamada a un SQL en silencio cada dos meses.',
  'Products: consulting, projects, training and support are named; put your own services in their place.':
    'Productos: se nombran consultoría, proyectos, formación y soporte; ponga sus propios servicios en su lugar.',
};
