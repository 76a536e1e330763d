/**
 * The bibliography: what a rule's evidence may cite. Source: section 10 of the knowledge specification.
 *
 * `seen` says how far the source was opened when the knowledge was compiled: `V` page, abstract or table
 * seen; `V2` seen through a secondary source; `M` stated from general knowledge. Nothing marked `M` may
 * be quoted numerically in a card; a test holds that line. `E` is consensus chosen for this knowledge,
 * not a publication. Links are to a DOI or to the publisher's own page; they are the only ones a card
 * may carry.
 */

/** When every entry was last checked against its source, as far as `seen` says. No clinician's review. */
export const CHECKED = '2026-11-22';

export type CheckedBy = 'V' | 'V2' | 'M' | 'E';

export interface Citation {
  /** At most 90 characters: a card's source label. */
  readonly label: string;
  /** Absent where the specification names none that was verified. */
  readonly year?: number;
  readonly edition?: string;
  readonly link?: string;
  readonly seen: CheckedBy;
  readonly kind: 'guideline' | 'review' | 'trial' | 'diagnostic study' | 'cohort' | 'regulator' | 'consensus';
  /** ISO date. */
  readonly checked: string;
}

type CitationEntry = Omit<Citation, 'checked'>;

const doi = (name: string) => `https://doi.org/${name}`;
const pmc = (id: string) => `https://pmc.ncbi.nlm.nih.gov/articles/${id}/`;

const entries = {
  // not publications
  expert: {
    label: 'Expert consensus of this knowledge base, 2026',
    year: 2026,
    edition: '1.0.0',
    seen: 'E',
    kind: 'consensus',
  },
  'founding-document': {
    label: 'Founding document of this knowledge base: leg pain and the low back',
    year: 2026,
    edition: 'statements S-01 to S-60',
    seen: 'E',
    kind: 'consensus',
  },

  // guidelines and regulators
  'nass-ldh-2012': {
    label: 'NASS: lumbar disc herniation with radiculopathy, 2012 (Kreiner, Spine J 2014)',
    year: 2012,
    link: doi('10.1016/j.spinee.2013.08.003'),
    seen: 'V',
    kind: 'guideline',
  },
  'nass-stenosis-2011': {
    label: 'NASS: degenerative lumbar spinal stenosis, 2011',
    year: 2011,
    edition: 'archived guideline summary',
    seen: 'V2',
    kind: 'guideline',
  },
  'nass-spondylolisthesis-2014': {
    label: 'NASS: degenerative lumbar spondylolisthesis, 2nd ed. 2014 (Matz, Spine J 2016)',
    year: 2014,
    edition: '2nd edition',
    seen: 'V',
    kind: 'guideline',
  },
  'acr-2021': {
    label: 'ACR Appropriateness Criteria: Low Back Pain, 2021 update',
    year: 2021,
    edition: '2021 update',
    seen: 'V',
    kind: 'guideline',
  },
  'acp-2017': {
    label: 'ACP: noninvasive treatments for low back pain (Qaseem, Ann Intern Med 2017)',
    year: 2017,
    link: doi('10.7326/M16-2367'),
    seen: 'V',
    kind: 'guideline',
  },
  'nice-ng59': {
    label: 'NICE NG59: low back pain and sciatica in over 16s, 2016, updated 2020',
    year: 2020,
    edition: 'December 2020 update',
    link: 'https://www.nice.org.uk/guidance/ng59',
    seen: 'V',
    kind: 'guideline',
  },
  'girft-2023': {
    label: 'GIRFT: National Suspected Cauda Equina Syndrome Pathway, 2023',
    year: 2023,
    edition: 'through the BMJ Best Practice summary',
    seen: 'V',
    kind: 'guideline',
  },
  'ifompt-2020': {
    label: 'IFOMPT: framework for red flags of serious spinal pathology (Finucane, JOSPT 2020)',
    year: 2020,
    link: doi('10.2519/jospt.2020.9971'),
    seen: 'V',
    kind: 'guideline',
  },
  'cdc-2022': {
    label: 'CDC Clinical Practice Guideline for Prescribing Opioids for Pain (MMWR 2022)',
    year: 2022,
    seen: 'V',
    kind: 'guideline',
  },
  'idsa-2015': {
    label: 'IDSA: native vertebral osteomyelitis in adults, 2015',
    year: 2015,
    link: doi('10.1093/cid/civ482'),
    seen: 'V',
    kind: 'guideline',
  },
  'acc-aha-pad-2024': {
    label: 'ACC/AHA/SVS: lower extremity peripheral artery disease, 2024',
    year: 2024,
    seen: 'V',
    kind: 'guideline',
  },
  'aan-2025': {
    label: 'AAN: epidural steroid injections, systematic review 2025',
    year: 2025,
    seen: 'V',
    kind: 'review',
  },
  'bmj-2025': {
    label: 'BMJ Rapid Recommendation: procedures for chronic spine pain (2025;388:e079970)',
    year: 2025,
    seen: 'V',
    kind: 'guideline',
  },
  'hedis-lbp': {
    label: 'HEDIS LBP and CMS166: use of imaging studies for low back pain',
    year: 2026,
    seen: 'V',
    kind: 'regulator',
  },
  'cms-pama-2024': {
    label: 'CMS: PAMA AUC programme paused and rescinded (CY2024 PFS)',
    year: 2024,
    seen: 'V',
    kind: 'regulator',
  },
  kdigo: {
    label: 'KDIGO: chronic kidney disease, NSAID use',
    seen: 'V2',
    kind: 'guideline',
  },
  'beers-2023': {
    label: 'AGS Beers Criteria, 2023',
    year: 2023,
    link: doi('10.1111/jgs.18372'),
    seen: 'M',
    kind: 'guideline',
  },
  'nice-ng234': {
    label: 'NICE NG234: spinal metastases and metastatic spinal cord compression, 2023',
    year: 2023,
    edition: 'with quality standard 56, statements 2 and 3',
    link: 'https://www.nice.org.uk/guidance/ng234',
    seen: 'V2',
    kind: 'guideline',
  },
  'nice-ng226': {
    label: 'NICE NG226: osteoarthritis in over 16s, 2022',
    year: 2022,
    edition: 'recommendations 1.1.2 and 1.2.2',
    link: 'https://www.nice.org.uk/guidance/ng226',
    seen: 'V',
    kind: 'guideline',
  },
  'nice-ng158': {
    label: 'NICE NG158: venous thromboembolic diseases, 2020, updated 2023',
    year: 2020,
    edition: 'recommendations 1.1.1 to 1.1.4',
    link: 'https://www.nice.org.uk/guidance/ng158',
    seen: 'V',
    kind: 'guideline',
  },
  aanem: {
    label: 'AANEM practice parameters for electrodiagnosis',
    seen: 'M',
    kind: 'guideline',
  },
  'rcog-37b': {
    label: 'RCOG Green-top Guideline 37b, 2015: thromboembolic disease in pregnancy',
    year: 2015,
    edition: '3rd edition',
    link: 'https://www.rcog.org.uk/en/guidelines-research-services/guidelines/gtg37b/',
    seen: 'V2',
    kind: 'guideline',
  },
  'nice-ng127': {
    label: 'NICE NG127: suspected neurological conditions, 2019, updated 2023',
    year: 2019,
    edition: 'limb or facial weakness in adults',
    link: 'https://www.nice.org.uk/guidance/ng127',
    seen: 'V2',
    kind: 'guideline',
  },
  'relias-2012': {
    label: 'Rubin 2012, Relias: electromyography in anticoagulated patients (on Boon 2012)',
    year: 2012,
    link: 'https://reliasmedia.com/articles/76994-electromyography-in-anticoagulated-patients',
    seen: 'V',
    kind: 'review',
  },
  'malanga-2018': {
    label: 'Malanga 2018, Medscape: electrodiagnosis in lumbosacral radiculopathy',
    year: 2018,
    edition: 'updated 25 January 2018',
    link: 'https://www.medscape.com/answers/95025-85680/which-electrodiagnostic-studies-are-performed-in-the-evaluation-of-lumbosacral-radiculopathy',
    seen: 'V',
    kind: 'review',
  },
  ada: {
    label: 'ADA Standards of Care in Diabetes',
    seen: 'M',
    kind: 'guideline',
  },
  'acc-aha-aorta-2022': {
    label: 'ACC/AHA: aortic disease, 2022',
    year: 2022,
    seen: 'M',
    kind: 'guideline',
  },
  'fda-nsaid-2020': {
    label: 'FDA: NSAIDs at 20 weeks or later in pregnancy, 15 October 2020',
    year: 2020,
    seen: 'V',
    kind: 'regulator',
  },
  'fda-gabapentinoid-2019': {
    label: 'FDA: serious breathing problems with gabapentinoids, 19 December 2019',
    year: 2019,
    seen: 'V',
    kind: 'regulator',
  },
  'fda-epidural-2014': {
    label: 'FDA: epidural corticosteroid injection, rare neurologic events, 23 April 2014',
    year: 2014,
    seen: 'V2',
    kind: 'regulator',
  },
  'fda-opioid-benzodiazepine-2016': {
    label: 'FDA: boxed warning on opioids with benzodiazepines, 31 August 2016',
    year: 2016,
    edition: 'through summaries of the announcement',
    seen: 'V2',
    kind: 'regulator',
  },
  'icd-10-cm': {
    label: 'ICD-10-CM tabular list, FY2026/2027',
    year: 2026,
    seen: 'V',
    kind: 'regulator',
  },

  // diagnostic accuracy
  'stynes-2018': {
    label: 'Stynes 2018, PLoS One: clinical diagnosis of sciatica, n = 394',
    year: 2018,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'konstantinou-2012': {
    label: 'Konstantinou 2012: signs and symptoms of sciatica',
    year: 2012,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'vroomen-2002': {
    label: 'Vroomen 2002: history and examination in sciatica, n = 274',
    year: 2002,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'verwoerd-2014': {
    label: 'Verwoerd 2014: history taking in sciatica, n = 395',
    year: 2014,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'verwoerd-2016': {
    label: 'Verwoerd 2016: leg pain worse on coughing, sneezing or straining',
    year: 2016,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'van-der-windt-2010': {
    label: 'van der Windt 2010, Cochrane: physical examination for lumbar radiculopathy',
    year: 2010,
    seen: 'V',
    kind: 'review',
  },
  'slr-jmpt-2011': {
    label: 'J Manipulative Physiol Ther 2011;34:231: straight leg raise against MRI, n = 2352',
    year: 2011,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'majlesi-2008': {
    label: 'Majlesi 2008: slump test for lumbar disc herniation',
    year: 2008,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'slump-pilot': {
    label: 'Slump and straight leg raise, pilot study (PMID 26255334)',
    link: 'https://pubmed.ncbi.nlm.nih.gov/26255334/',
    seen: 'V',
    kind: 'diagnostic study',
  },
  'suri-2010': {
    label: 'Suri 2010, JAMA: does this older adult have lumbar spinal stenosis?',
    year: 2010,
    link: pmc('PMC3260477'),
    seen: 'V',
    kind: 'review',
  },
  'suri-2011': {
    label: 'Suri 2011, Spine: examination for the level of nerve-root impingement, n = 54',
    year: 2011,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'iversen-2013': {
    label: 'Iversen 2013: clinical assessment of the affected lumbar root',
    year: 2013,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'murphy-2009': {
    label: 'Murphy 2009: pain patterns of lumbar nerve roots are mostly not dermatomal',
    year: 2009,
    link: doi('10.1186/1746-1340-17-9'),
    seen: 'V',
    kind: 'diagnostic study',
  },
  'albert-2019': {
    label: 'Albert 2019: pain drawings do not tell L5 from S1',
    year: 2019,
    link: pmc('PMC6778979'),
    seen: 'V',
    kind: 'diagnostic study',
  },
  'konno-2007': {
    label: 'Konno 2007: diagnostic support tool for lumbar spinal stenosis, n = 468',
    year: 2007,
    link: doi('10.1007/s00586-007-0402-2'),
    seen: 'V',
    kind: 'diagnostic study',
  },
  'nadeau-2013': {
    label: 'Nadeau 2013: neurogenic or vascular claudication, n = 53',
    year: 2013,
    seen: 'V',
    kind: 'diagnostic study',
  },
  'petersen-2017': {
    label: 'Petersen 2017: clinical classification in low back pain, best-evidence rules',
    year: 2017,
    seen: 'V',
    kind: 'review',
  },
  'laslett-2003': {
    label: 'Laslett 2003: provocation tests and centralisation for sacroiliac pain',
    year: 2003,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'laslett-2005': {
    label: 'Laslett 2005: sacroiliac joint pain, composites of provocation tests',
    year: 2005,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'laslett-2006': {
    label: 'Laslett 2006: clinical predictors of lumbar facet joint pain',
    year: 2006,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'van-der-wurff-2006': {
    label: 'van der Wurff 2006: multitest regimen of sacroiliac provocation tests',
    year: 2006,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'hopayian-2018': {
    label: 'Hopayian 2018: clinical features of piriformis syndrome, systematic review',
    year: 2018,
    seen: 'V2',
    kind: 'review',
  },
  'fishman-2002': {
    label: 'Fishman 2002: piriformis syndrome, the FAIR test',
    year: 2002,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'metcalfe-2019': {
    label: 'Metcalfe 2019, JAMA: does this patient have hip osteoarthritis?',
    year: 2019,
    seen: 'V',
    kind: 'review',
  },
  'nouraei-2007': {
    label: 'Nouraei 2007: pelvic compression test for meralgia paresthetica',
    year: 2007,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'khan-2006': {
    label: 'Khan 2006, JAMA: does this patient have peripheral arterial disease?',
    year: 2006,
    link: doi('10.1001/jama.295.5.536'),
    seen: 'V',
    kind: 'review',
  },
  'neuropathic-screens': {
    label: 'DN4, painDETECT and S-LANSS: cut-offs and comparison (PMC8477763)',
    link: pmc('PMC8477763'),
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'downie-2013': {
    label: 'Downie 2013, BMJ: red flags for malignancy and fracture in low back pain',
    year: 2013,
    seen: 'V',
    kind: 'review',
  },
  'miller-1983': {
    label: 'Miller 1983: a simple rule for the normal erythrocyte sedimentation rate',
    year: 1983,
    edition: 'BMJ 286:266',
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'wells-2003': {
    label: 'Wells 2003: two-level clinical score for deep vein thrombosis',
    year: 2003,
    edition: 'as adapted in NICE NG158, table 1',
    seen: 'V2',
    kind: 'diagnostic study',
  },
  isncsci: {
    label: 'International standards for spinal cord injury: key sensory points',
    link: 'https://www.medscape.com/answers/793582-161666/how-is-sensory-function-testing-performed-in-the-evaluation-of-spinal-cord-injury-sci',
    year: 2018,
    seen: 'V2',
    kind: 'guideline',
  },
  'pomeroy-2015': {
    label: 'Pomeroy 2015: entrapment neuropathy about the foot and ankle',
    year: 2015,
    link: doi('10.5435/JAAOS-23-01-58'),
    seen: 'V',
    kind: 'review',
  },
  'bowley-2019': {
    label: 'Bowley 2019: foot drop, root or peroneal nerve',
    year: 2019,
    seen: 'M',
    kind: 'review',
  },
  'grimaldi-2017': {
    label: 'Grimaldi 2017: clinical tests for gluteal tendinopathy',
    year: 2017,
    seen: 'M',
    kind: 'diagnostic study',
  },
  'lequesne-2008': {
    label: 'Lequesne 2008: single-leg stance in greater trochanteric pain',
    year: 2008,
    seen: 'M',
    kind: 'diagnostic study',
  },

  'medscape-2020': {
    label: 'Medscape 2020: electrodiagnosis of peroneal mononeuropathy, block and axon loss',
    year: 2020,
    seen: 'V2',
    kind: 'review',
  },
  'statpearls-peroneal': {
    label: 'StatPearls: peroneal nerve injury',
    link: 'https://statpearls.com/articlelibrary/viewarticle/27038',
    seen: 'V',
    kind: 'review',
  },
  'mahoney-2022': {
    label: 'Mahoney 2022, BMJ: assessment of suspected motor neuron disease',
    year: 2022,
    link: doi('10.1136/bmj-2022-073857'),
    seen: 'V',
    kind: 'review',
  },
  'practical-neurology-2016': {
    label: 'Practical Neurology, July 2016: diabetic amyotrophy',
    year: 2016,
    link: 'https://practicalneurology.com/articles/2016-july-aug/diabetic-amyotrophy',
    seen: 'V',
    kind: 'review',
  },
  'zoster-foot-drop': {
    label: 'JAMA Dermatology: sciatica and foot drop before the rash of herpes zoster',
    link: 'https://jamanetwork.com/journals/jamadermatology/article-abstract/712136',
    seen: 'V',
    kind: 'cohort',
  },
  'aciclovir-label': {
    label: 'Aciclovir prescribing information: herpes zoster, started within 72 hours of the rash',
    seen: 'V2',
    kind: 'regulator',
  },
  'chen-2002': {
    label: 'Chen 2002, Arch Phys Med Rehabil: voiding dysfunction in herpes zoster, n = 423',
    year: 2002,
    seen: 'V',
    kind: 'cohort',
  },
  'amboss-tarsal': {
    label: 'AMBOSS: tarsal tunnel syndrome',
    link: 'https://www.amboss.com/us/knowledge/tarsal-tunnel-syndrome',
    seen: 'V2',
    kind: 'review',
  },
  'femoral-pacs': {
    label: 'Radiology reference: femoral nerve neuropathy',
    link: 'https://pacs.de/term/femoral-nerve-neuropathy',
    seen: 'V2',
    kind: 'review',
  },
  'amboss-osteonecrosis': {
    label: 'AMBOSS: osteonecrosis of the femoral head',
    link: 'https://www.amboss.com/us/knowledge/Osteonecrosis_of_the_femoral_head',
    seen: 'V2',
    kind: 'review',
  },
  'osteonecrosis-imaging-2015': {
    label: 'Osteonecrosis of the femoral head: review of imaging (PMC4596197)',
    year: 2015,
    link: pmc('PMC4596197'),
    seen: 'V',
    kind: 'review',
  },

  // treatment
  'mathieson-2017': {
    label: 'Mathieson 2017, NEJM: pregabalin for sciatica (PRECISE)',
    year: 2017,
    link: doi('10.1056/NEJMoa1614292'),
    seen: 'V',
    kind: 'trial',
  },
  'goldberg-2015': {
    label: 'Goldberg 2015, JAMA: oral steroids for herniated disc, n = 269',
    year: 2015,
    link: doi('10.1001/jama.2015.4468'),
    seen: 'V',
    kind: 'trial',
  },
  'opal-2023': {
    label: 'Jones 2023, Lancet: opioids for acute low back and neck pain (OPAL)',
    year: 2023,
    link: doi('10.1016/S0140-6736(23)00404-X'),
    seen: 'V',
    kind: 'trial',
  },
  'peul-2007': {
    label: 'Peul 2007, NEJM: surgery or prolonged conservative care for sciatica',
    year: 2007,
    link: doi('10.1056/NEJMoa064039'),
    seen: 'V',
    kind: 'trial',
  },
  'petr-2019': {
    label: 'Petr 2019: timing of surgery for motor deficits from disc herniation',
    year: 2019,
    seen: 'V',
    kind: 'cohort',
  },
  'early-surgery-cohort': {
    label: 'Early surgery for motor deficit, cohort, n = 390',
    seen: 'V',
    kind: 'cohort',
  },
  'balaji-2012': {
    label: 'Balaji 2012: recovery of severe motor deficit, timing made no difference',
    year: 2012,
    seen: 'V',
    kind: 'cohort',
  },
  'nice-ng156': {
    label: 'NICE NG156: abdominal aortic aneurysm',
    year: 2020,
    seen: 'V2',
    kind: 'guideline',
  },
  'nice-cg124': {
    label: 'NICE CG124: hip fracture, imaging of an occult fracture, timing of surgery',
    year: 2011,
    seen: 'V2',
    kind: 'guideline',
  },
  'balcescu-2023': {
    label: 'Balcescu 2023: pyogenic spinal infections and MRI of the whole spine',
    year: 2023,
    link: doi('10.5194/jbji-8-1-2023'),
    seen: 'V',
    kind: 'cohort',
  },
  'yusuf-2019': {
    label: 'Yusuf 2019: native vertebral osteomyelitis, who gets it',
    year: 2019,
    seen: 'V2',
    kind: 'cohort',
  },
  'iliopsoas-2019': {
    label: 'BMC Infect Dis 2019: iliopsoas abscess, presentation and course',
    year: 2019,
    seen: 'V2',
    kind: 'cohort',
  },
  'kocher-1999': {
    label: 'Kocher 1999: septic arthritis or transient synovitis of the hip in children',
    year: 1999,
    seen: 'V2',
    kind: 'diagnostic study',
  },
  'caird-2006': {
    label: 'Caird 2006: CRP in septic arthritis of the hip in children',
    year: 2006,
    seen: 'M',
    kind: 'diagnostic study',
  },
  'reinstein-1984': {
    label: 'Reinstein 1984: femoral neuropathy from retroperitoneal haematoma',
    year: 1984,
    seen: 'V2',
    kind: 'cohort',
  },
  'shin-2006': {
    label: 'Shin 2006: spinal epidural haematoma, timing of surgery',
    year: 2006,
    seen: 'V2',
    kind: 'cohort',
  },
  'tins-2014': {
    label: 'Tins 2014: insufficiency fractures of pelvis and hip',
    year: 2014,
    seen: 'V2',
    kind: 'review',
  },
  'schindler-2007': {
    label: 'Schindler 2007: sacral insufficiency fracture that imitates sciatica',
    year: 2007,
    seen: 'V2',
    kind: 'cohort',
  },
  'leonhard-2019': {
    label: 'Leonhard 2019: Guillain-Barré syndrome in ten steps',
    year: 2019,
    seen: 'V2',
    kind: 'review',
  },
  'msd-enuresis-2025': {
    label: 'MSD Manual 2025: urinary incontinence in children',
    year: 2025,
    seen: 'V2',
    kind: 'review',
  },
} as const satisfies Readonly<Record<string, CitationEntry>>;

export type CitationId = keyof typeof entries;

export const citations: Readonly<Record<CitationId, Citation>> = Object.fromEntries(
  Object.entries(entries).map(([id, entry]) => [id, { ...entry, checked: CHECKED }]),
) as Record<CitationId, Citation>;
