/** The starting models: what they are called, whom they suit and why they are as they are. */
export const STARTING_FR: Readonly<Record<string, string>> = {
  'Companies that sell to companies, whatever they sell.':
    'Entreprises qui vendent à des entreprises, quoi qu’elles vendent.',
  'Who they are and what they do count the same, and 60 points in all make an SQL.':
    'Qui ils sont et ce qu’ils font comptent autant, et 60 points en tout font un SQL.',
  'A contact request, a booked meeting and a free trial qualify as SQL at once; a download, a webinar and a newsletter as MQL.':
    'Une demande de contact, un rendez-vous pris et un essai gratuit qualifient tout de suite comme SQL ; un téléchargement, un webinaire et une newsletter comme MQL.',
  'Visits halve in 30 days, content in 60, and a silent SQL is dormant after 91 days.':
    'Les visites diminuent de moitié en 30 jours, les contenus en 60, et un SQL silencieux est dormant après 91 jours.',
  'B2B software': 'Logiciel B2B',
  'Software that companies subscribe to, with a trial or a demonstration before they buy.':
    'Logiciels par abonnement, avec un essai ou une démonstration avant l’achat.',
  'Who they are: several people decide, so the people who will work with the software (IT, engineering, operations, marketing, sales) count beside those who sign.':
    'Qui ils sont : plusieurs personnes décident, donc celles qui travailleront avec le logiciel (informatique, ingénierie, opérations, marketing, ventes) comptent à côté de celles qui signent.',
  'Who they are: companies of 50 to 999 people count most, since larger ones buy slowly and smaller ones leave soon.':
    'Qui ils sont : les entreprises de 50 à 999 personnes comptent le plus, car les plus grandes achètent lentement et les plus petites partent vite.',
  'What they do: a trial and a request for a demonstration qualify as SQL at once; documentation, integrations and security are what people read shortly before they buy.':
    'Ce qu’ils font : un essai et une demande de démonstration qualifient tout de suite comme SQL ; documentation, intégrations et sécurité se lisent peu avant l’achat.',
  'Thresholds: an MQL needs 18 points for what it does, because many people look at software without any wish to buy.':
    'Seuils : un MQL a besoin de 18 points pour ce qu’il fait, car beaucoup regardent des logiciels sans vouloir acheter.',
  'Fading: a decision takes weeks, so visits halve in 21 days and clear intent in 30.':
    'Déclin : une décision prend des semaines, donc les visites diminuent de moitié en 21 jours et l’intention claire en 30.',
  'Rhythm: one e-mail a week for 30 days, an answer within 4 working hours (who tries one product tries others on the same day), and an SQL counts as dormant after 61 silent days.':
    'Rythme : un e-mail par semaine pendant 30 jours, une réponse en 4 heures ouvrées (qui essaie un produit en essaie d’autres le même jour), et un SQL est dormant après 61 jours de silence.',
  'Products: the plans and the integrations are named; put your own modules in their place.':
    'Produits : les offres et les intégrations sont nommées ; mettez vos propres modules à leur place.',
  'E-commerce and retail': 'E-commerce et commerce de détail',
  'Shops that sell to private people, and to companies that order for themselves or resell.':
    'Boutiques qui vendent à des particuliers et à des entreprises qui commandent pour elles-mêmes ou revendent.',
  'Who they are: a shopper has no job title, so where you deliver and whether the person can be reached make most of the fit; free mail addresses and students are ordinary shoppers and cost nothing.':
    'Qui ils sont : un acheteur n’a pas d’intitulé de poste, donc où vous livrez et si la personne est joignable font l’essentiel ; les adresses gratuites et les étudiants sont des acheteurs ordinaires et ne coûtent rien.',
  'Who they are: people who buy for a company get points of their own, since one trade account is worth many baskets.':
    'Qui ils sont : qui achète pour une entreprise a ses propres points, car un compte professionnel vaut beaucoup de paniers.',
  'What they do: baskets, wishlists and product pages say more than downloads; a request for a trade account goes to sales at once.':
    'Ce qu’ils font : paniers, listes d’envies et pages de produits en disent plus que les téléchargements ; une demande de compte professionnel va tout de suite aux ventes.',
  'Thresholds: what people do is three quarters of the score, and an SQL is decided by that alone.':
    'Seuils : ce que l’on fait est trois quarts du score, et cela seul décide d’un SQL.',
  'Fading: interest in goods passes quickly, so visits and baskets halve in 10 days and 30 silent days cost points.':
    'Déclin : l’intérêt pour des articles passe vite, donc visites et paniers diminuent de moitié en 10 jours et 30 jours de silence coûtent des points.',
  'Rhythm: an e-mail every 4 days for three weeks, also at weekends, and after a purchase one that thanks and one a month; nobody calls a shopper.':
    'Rythme : un e-mail tous les 4 jours pendant trois semaines, aussi le week-end, et après un achat un e-mail de remerciement puis un par mois ; personne n’appelle un acheteur.',
  'Products: none is named, because they are your own categories; the set-up proposes them from your pages.':
    'Produits : aucun n’est nommé, car ce sont vos propres catégories ; la configuration les propose à partir de vos pages.',
  'Education and training': 'Enseignement et formation',
  'Schools, universities and course providers, whose leads are future students and people who send staff to courses.':
    'Écoles, universités et organismes de formation, dont les leads sont de futurs étudiants et des entreprises qui envoient leur personnel.',
  'Who they are: students and private mail addresses are whom you look for, so nothing is taken off for them and nobody is barred for being a student.':
    'Qui ils sont : les étudiants et les adresses privées sont ceux que vous cherchez, donc rien ne leur est retiré et personne n’est écarté parce qu’il étudie.',
  'Who they are: when somebody wants to begin counts most of the four questions, because a place is free only in one intake.':
    'Qui ils sont : la date à laquelle quelqu’un veut commencer compte le plus des quatre questions, car une place n’est libre que pour une rentrée.',
  'Who they are: people in personnel and heads of departments get points, since they send whole groups.':
    'Qui ils sont : les ressources humaines et les chefs de service reçoivent des points, car ils envoient des groupes entiers.',
  'What they do: an application and a trial lesson qualify as SQL at once; a prospectus and an open day make an MQL; the page of the fees stands for the price list.':
    'Ce qu’ils font : une candidature et un cours d’essai qualifient tout de suite comme SQL ; une brochure et une journée portes ouvertes font un MQL ; la page des frais tient lieu de tarif.',
  'Thresholds: 50 points make an SQL, with 20 for who they are, since little is known of a young applicant.':
    'Seuils : 50 points font un SQL, dont 20 pour qui ils sont, car on sait peu d’un jeune candidat.',
  'Fading: people choose over half a year, so content halves in 120 days and intent in 90; a signal holds for 182 days.':
    'Déclin : on choisit sur six mois, donc les contenus diminuent de moitié en 120 jours et l’intention en 90 ; un signal vaut 182 jours.',
  'Rhythm: an e-mail every 10 days for 60 days, an answer within 8 working hours, and a lost applicant is asked again for the next intake.':
    'Rythme : un e-mail tous les 10 jours pendant 60 jours, une réponse en 8 heures ouvrées, et un candidat perdu est sollicité de nouveau à la rentrée suivante.',
  'Products: degrees, courses and training for companies are named; put your own programmes in their place.':
    'Produits : diplômes, cours et formations pour entreprises sont nommés ; mettez vos propres programmes à leur place.',
  'Manufacturing and industry': 'Fabrication et industrie',
  'Makers of machines, parts and materials, whose buyers are other companies.':
    'Fabricants de machines, de pièces et de matériaux, dont les acheteurs sont d’autres entreprises.',
  'Who they are: purchasing, engineering, production and research decide together, so the area of work counts as much as the rank.':
    'Qui ils sont : achats, ingénierie, production et recherche décident ensemble, donc le domaine de travail compte autant que le rang.',
  'Who they are: larger companies in producing industries count most, and a private mail address costs 15 points because buyers write from work.':
    'Qui ils sont : les grandes entreprises des secteurs de production comptent le plus, et une adresse privée coûte 15 points car les acheteurs écrivent du travail.',
  'What they do: a request for a quotation or a sample qualifies as SQL at once; data sheets, catalogues, drawings and meetings at trade fairs make an MQL; social media hardly count.':
    'Ce qu’ils font : une demande de devis ou d’échantillon qualifie tout de suite comme SQL ; fiches techniques, catalogues, plans et rencontres sur des salons font un MQL ; les réseaux sociaux comptent à peine.',
  'Thresholds: who they are is 60 per cent of the score, since one right company matters more than many clicks.':
    'Seuils : qui ils sont est 60 pour cent du score, car une bonne entreprise compte plus que beaucoup de clics.',
  'Fading: an investment takes a year, so visits halve in 91 days, content in 182 and intent in 120.':
    'Déclin : un investissement prend un an, donc les visites diminuent de moitié en 91 jours, les contenus en 182 et l’intention en 120.',
  'Rhythm: an e-mail every three weeks for three months, an answer within one working day, a call to a silent SQL each quarter, and an SQL counts as dormant after half a year.':
    'Rythme : un e-mail toutes les trois semaines pendant trois mois, une réponse en un jour ouvré, un appel à un SQL silencieux chaque trimestre, et un SQL est dormant après six mois.',
  'Products: machines, spare parts and service are named; put your own lines in their place.':
    'Produits : machines, pièces de rechange et service sont nommés ; mettez vos propres gammes à leur place.',
  'Services and agencies': 'Services et agences',
  'Consultants, agencies and other people who sell their work by the project.':
    'Conseils, agences et autres qui vendent leur travail par projet.',
  'Who they are: small and middle-sized companies are the best clients, and their owner or the head of a function decides; so companies of 10 to 249 people count most and tiny ones lose nothing.':
    'Qui ils sont : les petites et moyennes entreprises sont les meilleurs clients, et leur patron ou le responsable d’une fonction décide ; donc les entreprises de 10 à 249 personnes comptent le plus et les toutes petites ne perdent rien.',
  'Who they are: budget and authority count more than anything that somebody reads, because an offer costs you days of work.':
    'Qui ils sont : budget et autorité comptent plus que tout ce que quelqu’un lit, car une offre vous coûte des jours de travail.',
  'What they do: whoever sends a brief or asks for an offer is with sales at once; references and case studies are read by people who compare you.':
    'Ce qu’ils font : qui envoie un brief ou demande une offre est tout de suite aux ventes ; références et études de cas sont lues par qui vous compare.',
  'Thresholds: 55 points make an SQL, since few people visit and each of them matters.':
    'Seuils : 55 points font un SQL, car peu de gens viennent et chacun compte.',
  'Fading: a project ripens for months, so content halves in 90 days and intent in 60.':
    'Déclin : un projet mûrit pendant des mois, donc les contenus diminuent de moitié en 90 jours et l’intention en 60.',
  'Rhythm: an e-mail every two weeks for 60 days, an answer within 4 working hours, and a call to a silent SQL every two months.':
    'Rythme : un e-mail toutes les deux semaines pendant 60 jours, une réponse en 4 heures ouvrées, et un appel à un SQL silencieux tous les deux mois.',
  'Products: consulting, projects, training and support are named; put your own services in their place.':
    'Produits : conseil, projets, formation et support sont nommés ; mettez vos propres services à leur place.',
};
