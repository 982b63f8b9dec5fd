export const FIRST_NAMES =
  'Amara Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Kira Liam Maya Nils Olga Pedro Quinn Rosa Sven Tara Umar Vera Wim Xenia Yusuf Zoe Aiko Bea Cem Dora Emil Freya Gino Hana Ivan Jana Karl Lena Marc Nora'.split(
    ' ',
  );

export const LAST_NAMES =
  'Abbott Becker Castillo Duarte Eriksen Fischer Gallo Hansen Ivanov Jansen Kowalski Laurent Moreau Novak Okafor Petrov Quist Rossi Schmidt Tanaka Ueda Varga Weber Yilmaz Zimmer Andersson Brandt Costa Dubois Egger Ferrari Graf Huber Iversen Jung Keller Lang Meyer Nowak Olsen'.split(
    ' ',
  );

export type Company = {
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly revenue: number;
  readonly country: string;
  readonly city: string;
};

const company = (
  name: string,
  industry: string,
  employees: number,
  revenueMillions: number,
  country: string,
  city: string,
): Company => ({
  name,
  domain: `${name.toLowerCase().replaceAll(' ', '-')}.example`,
  industry,
  employees,
  revenue: revenueMillions * 1_000_000,
  country,
  city,
});

/**
 * Prospects of a B2B software vendor: some fit well, some are far too small or in the wrong trade.
 */
export const COMPANIES: readonly Company[] = [
  company('Alpine Precision', 'MACHINERY', 420, 85, 'Austria', 'Graz'),
  company('Baltic Freight', 'LOGISTICS_AND_SUPPLY_CHAIN', 1_300, 240, 'Germany', 'Kiel'),
  company('Cobalt Analytics', 'COMPUTER_SOFTWARE', 95, 14, 'Netherlands', 'Utrecht'),
  company('Danube Insurance', 'INSURANCE', 2_600, 900, 'Austria', 'Vienna'),
  company('Eifel Instruments', 'ELECTRICAL_ELECTRONIC_MANUFACTURING', 310, 60, 'Germany', 'Aachen'),
  company('Fjord Energy', 'RENEWABLES_ENVIRONMENT', 780, 410, 'Norway', 'Bergen'),
  company('Garonne Foods', 'FOOD_PRODUCTION', 640, 130, 'France', 'Toulouse'),
  company('Harbour Health', 'HOSPITAL_HEALTH_CARE', 1_900, 310, 'United Kingdom', 'Bristol'),
  company('Isar Robotics', 'INDUSTRIAL_AUTOMATION', 160, 28, 'Germany', 'Munich'),
  company('Jura Watches', 'LUXURY_GOODS_JEWELRY', 230, 75, 'Switzerland', 'Neuchatel'),
  company('Kestrel Bank', 'BANKING', 3_400, 1_500, 'United Kingdom', 'London'),
  company('Lumen Telecom', 'TELECOMMUNICATIONS', 2_100, 700, 'Spain', 'Madrid'),
  company('Mistral Software', 'COMPUTER_SOFTWARE', 48, 6, 'France', 'Marseille'),
  company('Nordlys Media', 'ONLINE_MEDIA', 36, 4, 'Denmark', 'Aarhus'),
  company('Oder Textiles', 'TEXTILES', 12, 1, 'Poland', 'Wroclaw'),
  company('Po Valley Motors', 'AUTOMOTIVE', 5_200, 2_100, 'Italy', 'Turin'),
  company('Quarry Consulting', 'MANAGEMENT_CONSULTING', 22, 3, 'Belgium', 'Ghent'),
  company('Rhine Chemicals', 'CHEMICALS', 4_100, 1_800, 'Germany', 'Ludwigshafen'),
  company('Sierra Retail', 'RETAIL', 900, 200, 'Spain', 'Granada'),
  company('Tagus Systems', 'INFORMATION_TECHNOLOGY_AND_SERVICES', 270, 33, 'Portugal', 'Lisbon'),
  company('Ural Mining', 'MINING_METALS', 6_000, 1_000, 'Kazakhstan', 'Astana'),
  company('Vistula Labs', 'BIOTECHNOLOGY', 140, 22, 'Poland', 'Warsaw'),
  company('Westerwald Ceramics', 'GLASS_CERAMICS_CONCRETE', 8, 1, 'Germany', 'Montabaur'),
  company('Yorkshire Care', 'NON_PROFIT_ORGANIZATION_MANAGEMENT', 75, 5, 'United Kingdom', 'Leeds'),
];

export type Job = {
  readonly title: string;
  readonly seniority: string;
  readonly role?: string;
  readonly buyingRole?: string;
};

export const JOBS: readonly Job[] = [
  { title: 'Chief Marketing Officer', seniority: 'executive', role: 'marketing', buyingRole: 'DECISION_MAKER' },
  { title: 'VP Sales', seniority: 'vp', role: 'sales', buyingRole: 'BUDGET_HOLDER;DECISION_MAKER' },
  { title: 'Head of Marketing', seniority: 'director', role: 'marketing', buyingRole: 'CHAMPION' },
  { title: 'Marketing Operations Manager', seniority: 'manager', role: 'marketing', buyingRole: 'END_USER' },
  { title: 'Director of IT', seniority: 'director', role: 'engineering', buyingRole: 'INFLUENCER' },
  { title: 'Chief Financial Officer', seniority: 'executive', role: 'finance', buyingRole: 'BUDGET_HOLDER' },
  { title: 'Sales Development Representative', seniority: 'entry', role: 'sales' },
  { title: 'Software Engineer', seniority: 'employee', role: 'engineering' },
  { title: 'Marketing Intern', seniority: 'entry', role: 'marketing' },
  { title: 'Procurement Manager', seniority: 'manager', role: 'operations', buyingRole: 'BLOCKER' },
  { title: 'Founder & CEO', seniority: 'owner', role: 'operations', buyingRole: 'DECISION_MAKER' },
  { title: 'Office Assistant', seniority: 'employee' },
];
