import type { JobArea } from '../../src/domain/lead/job-title/job-title.ts';

/**
 * Which areas of responsibility a title may honestly be given, by the Standard Occupational
 * Classification of its occupation. Major groups have one entry; managers, business specialists and
 * clerks are spread over all functions, so theirs are split further. The longest beginning of a
 * code counts.
 */
const AREAS_BY_SOC: Readonly<Record<string, readonly JobArea[]>> = {
  '11-1': ['general_management', 'operations'],
  '11-1031': ['public_service'],
  '11-2': ['marketing'],
  '11-2022': ['sales'],
  '11-3012': ['administration', 'operations'],
  '11-3013': ['operations'],
  '11-3021': ['it'],
  '11-3031': ['finance'],
  '11-3051': ['production'],
  '11-3061': ['purchasing'],
  '11-3071': ['operations'],
  '11-3111': ['hr'],
  '11-3121': ['hr'],
  '11-3131': ['hr', 'education'],
  '11-901': ['production'],
  '11-902': ['production'],
  '11-903': ['education'],
  '11-904': ['engineering'],
  '11-905': ['services'],
  '11-907': ['services'],
  '11-908': ['services'],
  '11-911': ['healthcare'],
  '11-912': ['research'],
  '11-913': ['operations'],
  '11-914': ['operations', 'sales'],
  '11-915': ['public_service'],
  '11-916': ['public_service'],
  '11-917': ['services'],
  '11-9199': ['general_management', 'operations', 'legal', 'production'],
  '13-101': ['sales', 'design'],
  '13-102': ['purchasing'],
  '13-103': ['finance'],
  '13-104': ['legal'],
  '13-105': ['finance', 'engineering'],
  '13-107': ['hr'],
  '13-108': ['operations'],
  '13-111': ['general_management', 'operations'],
  '13-112': ['marketing'],
  '13-113': ['marketing'],
  '13-114': ['hr'],
  '13-115': ['hr', 'education'],
  '13-116': ['marketing'],
  '13-119': ['general_management', 'operations', 'legal'],
  '13-2': ['finance'],
  '15': ['it'],
  '15-2': ['research', 'it', 'finance'],
  '17': ['engineering'],
  '19': ['research'],
  '19-303': ['healthcare', 'research'],
  '19-305': ['engineering', 'research', 'public_service'],
  '21': ['public_service'],
  '23': ['legal'],
  '25': ['education'],
  '27': ['design'],
  '27-1026': ['design', 'sales'],
  '27-202': ['services'],
  '27-303': ['marketing'],
  '29': ['healthcare'],
  '31': ['healthcare'],
  '33': ['public_service'],
  '35': ['services'],
  '37': ['services'],
  '39': ['services'],
  '41': ['sales'],
  '43': ['administration'],
  '43-3': ['finance'],
  '43-305': ['finance', 'hr'],
  '43-306': ['purchasing'],
  '43-4': ['customer_service', 'administration'],
  '43-416': ['hr', 'administration'],
  '43-5': ['operations'],
  '43-503': ['public_service', 'operations'],
  '45': ['production'],
  '47': ['production'],
  '49': ['production'],
  '51': ['production'],
  '53': ['operations'],
  '55': ['public_service'],
};

/** The areas that fit an O*NET-SOC code, such as `11-2021.00`. */
export function areasOfCode(code: string): readonly JobArea[] {
  for (let length = '11-2021'.length; length >= 2; length--) {
    const areas = AREAS_BY_SOC[code.slice(0, length)];
    if (areas !== undefined) return areas;
  }
  throw new Error(`Expected an O*NET-SOC code of a known major group; "${code}" came.`);
}
