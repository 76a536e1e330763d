/**
 * The bibliography: what a rule's evidence may cite. Source: section 10 of the knowledge specification. What a card does
 * not say of a source stands in `publish/source-notes.ts`: how far it was opened, its kind, its edition. Nothing that was
 * stated from general knowledge may be quoted numerically in a card; a test holds that line. Links are to a DOI or to the
 * publisher's own page; they are the only ones a card may carry.
 */

/** When every entry was last checked against its source, as far as it was opened. No clinician's review. */
export const CHECKED = '2026-11-22';

export interface Citation {
  /** At most 90 characters: a card's source label. */
  readonly label: string;
  /** Written once: the first year that the label names, unless an entry says another. Absent where none was verified. */
  readonly year?: number;
  readonly link?: string;
  /** A consensus chosen for this knowledge, not a publication. */
  readonly ours?: true;
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
    ours: true,
  },
  'founding-document': {
    label: 'Founding document of this knowledge base: leg pain and the low back',
    year: 2026,
    ours: true,
  },

  // guidelines and regulators
  'nass-ldh-2012': {
    label: 'NASS: lumbar disc herniation with radiculopathy, 2012 (Kreiner, Spine J 2014)',
    link: doi('10.1016/j.spinee.2013.08.003'),
  },
  'nass-stenosis-2011': {
    label: 'NASS: degenerative lumbar spinal stenosis, 2011',
  },
  'nass-spondylolisthesis-2014': {
    label: 'NASS: degenerative lumbar spondylolisthesis, 2nd ed. 2014 (Matz, Spine J 2016)',
    link: 'https://pubmed.ncbi.nlm.nih.gov/26681351/',
  },
  'acr-2021': {
    label: 'ACR Appropriateness Criteria: Low Back Pain, 2021 update',
    link: doi('10.1016/j.jacr.2021.08.002'),
  },
  'acp-2017': {
    label: 'ACP: noninvasive treatments for low back pain (Qaseem, Ann Intern Med 2017)',
    link: doi('10.7326/M16-2367'),
  },
  'nice-ng59': {
    label: 'NICE NG59: low back pain and sciatica in over 16s, 2016, updated 2020',
    year: 2020,
    link: 'https://www.nice.org.uk/guidance/ng59',
  },
  'girft-2023': {
    label: 'GIRFT: National Suspected Cauda Equina Syndrome Pathway, 2023',
    link: 'https://gettingitrightfirsttime.co.uk/pathway-supports-clinicians-to-diagnose-and-treat-cauda-equina-syndrome-without-delay/',
  },
  'ifompt-2020': {
    label: 'IFOMPT: framework for red flags of serious spinal pathology (Finucane, JOSPT 2020)',
    link: doi('10.2519/jospt.2020.9971'),
  },
  'cdc-2022': {
    label: 'CDC Clinical Practice Guideline for Prescribing Opioids for Pain (MMWR 2022)',
    link: 'https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm',
  },
  'idsa-2015': {
    label: 'IDSA: native vertebral osteomyelitis in adults, 2015',
    link: doi('10.1093/cid/civ482'),
  },
  'acc-aha-pad-2024': {
    label: 'ACC/AHA/SVS: lower extremity peripheral artery disease, 2024',
    link: doi('10.1161/CIR.0000000000001251'),
  },
  'aan-2025': {
    label: 'AAN: epidural steroid injections, systematic review 2025',
    link: doi('10.1212/WNL.0000000000213361'),
  },
  'bmj-2025': {
    label: 'BMJ Rapid Recommendation: procedures for chronic spine pain (2025;388:e079970)',
    link: doi('10.1136/bmj-2024-079970'),
  },
  'hedis-lbp': {
    label: 'HEDIS LBP and CMS166: use of imaging studies for low back pain',
    year: 2026,
  },
  'cms-pama-2024': {
    label: 'CMS: PAMA AUC programme paused and rescinded (CY2024 PFS)',
    year: 2024,
  },
  kdigo: {
    label: 'KDIGO: chronic kidney disease, NSAID use',
  },
  'beers-2023': {
    label: 'AGS Beers Criteria, 2023',
    link: doi('10.1111/jgs.18372'),
  },
  'nice-ng234': {
    label: 'NICE NG234: spinal metastases and metastatic spinal cord compression, 2023',
    link: 'https://www.nice.org.uk/guidance/ng234',
  },
  'nice-ng226': {
    label: 'NICE NG226: osteoarthritis in over 16s, 2022',
    link: 'https://www.nice.org.uk/guidance/ng226',
  },
  'nice-ng158': {
    label: 'NICE NG158: venous thromboembolic diseases, 2020, updated 2023',
    link: 'https://www.nice.org.uk/guidance/ng158',
  },
  aanem: {
    label: 'AANEM practice parameters for electrodiagnosis',
  },
  'rcog-37b': {
    label: 'RCOG Green-top Guideline 37b, 2015: thromboembolic disease in pregnancy',
    link: 'https://www.rcog.org.uk/en/guidelines-research-services/guidelines/gtg37b/',
  },
  'nice-ng127': {
    label: 'NICE NG127: suspected neurological conditions, 2019, updated 2023',
    link: 'https://www.nice.org.uk/guidance/ng127',
  },
  'relias-2012': {
    label: 'Rubin 2012, Relias: electromyography in anticoagulated patients (on Boon 2012)',
    link: 'https://reliasmedia.com/articles/76994-electromyography-in-anticoagulated-patients',
  },
  'malanga-2018': {
    label: 'Malanga 2018, Medscape: electrodiagnosis in lumbosacral radiculopathy',
    link: 'https://www.medscape.com/answers/95025-85680/which-electrodiagnostic-studies-are-performed-in-the-evaluation-of-lumbosacral-radiculopathy',
  },
  ada: {
    label: 'ADA Standards of Care in Diabetes',
    link: 'https://professional.diabetes.org/SOC',
  },
  'acc-aha-aorta-2022': {
    label: 'ACC/AHA: aortic disease, 2022',
    link: doi('10.1161/CIR.0000000000001106'),
  },
  'fda-nsaid-2020': {
    label: 'FDA: NSAIDs at 20 weeks or later in pregnancy, 15 October 2020',
    link: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-recommends-avoiding-use-nsaids-pregnancy-20-weeks-or-later-because-they-can-result-low-amniotic',
  },
  'fda-gabapentinoid-2019': {
    label: 'FDA: serious breathing problems with gabapentinoids, 19 December 2019',
    link: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-warns-about-serious-breathing-problems-seizure-and-nerve-pain-medicines-gabapentin-neurontin',
  },
  'fda-epidural-2014': {
    label: 'FDA: epidural corticosteroid injection, rare neurologic events, 23 April 2014',
    link: 'https://www.fda.gov/Drugs/DrugSafety/ucm394280.htm',
  },
  'fda-opioid-benzodiazepine-2016': {
    label: 'FDA: boxed warning on opioids with benzodiazepines, 31 August 2016',
    link: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-drug-safety-communication-fda-warns-about-serious-risks-and-death-when-combining-opioid-pain-or',
  },
  'icd-10-cm': {
    label: 'ICD-10-CM tabular list, FY2026/2027',
    year: 2026,
    link: 'https://www.cms.gov/medicare/coding-billing/icd-10-codes',
  },

  // diagnostic accuracy
  'stynes-2018': {
    label: 'Stynes 2018, PLoS One: clinical diagnosis of sciatica, n = 394',
    link: doi('10.1371/journal.pone.0191852'),
  },
  'konstantinou-2012': {
    label: 'Konstantinou 2012: signs and symptoms of sciatica',
  },
  'vroomen-2002': {
    label: 'Vroomen 2002: history and examination in sciatica, n = 274',
  },
  'verwoerd-2014': {
    label: 'Verwoerd 2014: history taking in sciatica, n = 395',
  },
  'verwoerd-2016': {
    label: 'Verwoerd 2016: leg pain worse on coughing, sneezing or straining',
  },
  'van-der-windt-2010': {
    label: 'van der Windt 2010, Cochrane: physical examination for lumbar radiculopathy',
  },
  'slr-jmpt-2011': {
    label: 'J Manipulative Physiol Ther 2011;34:231: straight leg raise against MRI, n = 2352',
  },
  'majlesi-2008': {
    label: 'Majlesi 2008: slump test for lumbar disc herniation',
  },
  'slump-pilot': {
    label: 'Slump and straight leg raise, pilot study (PMID 26255334)',
    link: 'https://pubmed.ncbi.nlm.nih.gov/26255334/',
  },
  'suri-2010': {
    label: 'Suri 2010, JAMA: does this older adult have lumbar spinal stenosis?',
    link: pmc('PMC3260477'),
  },
  'suri-2011': {
    label: 'Suri 2011, Spine: examination for the level of nerve-root impingement, n = 54',
    link: doi('10.1097/BRS.0b013e3181c953cc'),
  },
  'iversen-2013': {
    label: 'Iversen 2013: clinical assessment of the affected lumbar root',
    link: doi('10.1186/1471-2474-14-206'),
  },
  'murphy-2009': {
    label: 'Murphy 2009: pain patterns of lumbar nerve roots are mostly not dermatomal',
    link: doi('10.1186/1746-1340-17-9'),
  },
  'albert-2019': {
    label: 'Albert 2019: pain drawings do not tell L5 from S1',
    link: pmc('PMC6778979'),
  },
  'konno-2007': {
    label: 'Konno 2007: diagnostic support tool for lumbar spinal stenosis, n = 468',
    link: doi('10.1007/s00586-007-0402-2'),
  },
  'nadeau-2013': {
    label: 'Nadeau 2013: neurogenic or vascular claudication, n = 53',
    link: doi('10.1503/cjs.016512'),
  },
  'petersen-2017': {
    label: 'Petersen 2017: clinical classification in low back pain, best-evidence rules',
    link: doi('10.1186/s12891-017-1549-6'),
  },
  'laslett-2003': {
    label: 'Laslett 2003: provocation tests and centralisation for sacroiliac pain',
  },
  'laslett-2005': {
    label: 'Laslett 2005: sacroiliac joint pain, composites of provocation tests',
    link: doi('10.1016/j.math.2005.01.003'),
  },
  'laslett-2006': {
    label: 'Laslett 2006: clinical predictors of lumbar facet joint pain',
  },
  'van-der-wurff-2006': {
    label: 'van der Wurff 2006: multitest regimen of sacroiliac provocation tests',
  },
  'hopayian-2018': {
    label: 'Hopayian 2018: clinical features of piriformis syndrome, systematic review',
    link: doi('10.1007/s00590-017-2031-8'),
  },
  'fishman-2002': {
    label: 'Fishman 2002: piriformis syndrome, the FAIR test',
  },
  'metcalfe-2019': {
    label: 'Metcalfe 2019, JAMA: does this patient have hip osteoarthritis?',
    link: doi('10.1001/jama.2019.19413'),
  },
  'nouraei-2007': {
    label: 'Nouraei 2007: pelvic compression test for meralgia paresthetica',
  },
  'khan-2006': {
    label: 'Khan 2006, JAMA: does this patient have peripheral arterial disease?',
    link: doi('10.1001/jama.295.5.536'),
  },
  'neuropathic-screens': {
    label: 'DN4, painDETECT and S-LANSS: cut-offs and comparison (PMC8477763)',
    link: pmc('PMC8477763'),
  },
  'downie-2013': {
    label: 'Downie 2013, BMJ: red flags for malignancy and fracture in low back pain',
    link: doi('10.1136/bmj.f7095'),
  },
  'miller-1983': {
    label: 'Miller 1983: a simple rule for the normal erythrocyte sedimentation rate',
  },
  'wells-2003': {
    label: 'Wells 2003: two-level clinical score for deep vein thrombosis',
    link: doi('10.1056/NEJMoa023153'),
  },
  isncsci: {
    label: 'International standards for spinal cord injury: key sensory points',
    link: 'https://www.medscape.com/answers/793582-161666/how-is-sensory-function-testing-performed-in-the-evaluation-of-spinal-cord-injury-sci',
    year: 2018,
  },
  'pomeroy-2015': {
    label: 'Pomeroy 2015: entrapment neuropathy about the foot and ankle',
    link: doi('10.5435/JAAOS-23-01-58'),
  },
  'bowley-2019': {
    label: 'Bowley 2019: foot drop, root or peroneal nerve',
  },
  'grimaldi-2017': {
    label: 'Grimaldi 2017: clinical tests for gluteal tendinopathy',
  },
  'lequesne-2008': {
    label: 'Lequesne 2008: single-leg stance in greater trochanteric pain',
  },

  'medscape-2020': {
    label: 'Medscape 2020: electrodiagnosis of peroneal mononeuropathy, block and axon loss',
  },
  'statpearls-peroneal': {
    label: 'StatPearls: peroneal nerve injury',
    link: 'https://statpearls.com/articlelibrary/viewarticle/27038',
  },
  'mahoney-2022': {
    label: 'Mahoney 2022, BMJ: assessment of suspected motor neuron disease',
    link: doi('10.1136/bmj-2022-073857'),
  },
  'practical-neurology-2016': {
    label: 'Practical Neurology, July 2016: diabetic amyotrophy',
    link: 'https://practicalneurology.com/articles/2016-july-aug/diabetic-amyotrophy',
  },
  'zoster-foot-drop': {
    label: 'JAMA Dermatology: sciatica and foot drop before the rash of herpes zoster',
    link: 'https://jamanetwork.com/journals/jamadermatology/article-abstract/712136',
  },
  'aciclovir-label': {
    label: 'Aciclovir prescribing information: herpes zoster, started within 72 hours of the rash',
  },
  'chen-2002': {
    label: 'Chen 2002, Arch Phys Med Rehabil: voiding dysfunction in herpes zoster, n = 423',
  },
  'amboss-tarsal': {
    label: 'AMBOSS: tarsal tunnel syndrome',
    link: 'https://www.amboss.com/us/knowledge/tarsal-tunnel-syndrome',
  },
  'femoral-pacs': {
    label: 'Radiology reference: femoral nerve neuropathy',
    link: 'https://pacs.de/term/femoral-nerve-neuropathy',
  },
  'amboss-osteonecrosis': {
    label: 'AMBOSS: osteonecrosis of the femoral head',
    link: 'https://www.amboss.com/us/knowledge/Osteonecrosis_of_the_femoral_head',
  },
  'osteonecrosis-imaging-2015': {
    label: 'Osteonecrosis of the femoral head: review of imaging (PMC4596197)',
    year: 2015,
    link: pmc('PMC4596197'),
  },

  // treatment
  'mathieson-2017': {
    label: 'Mathieson 2017, NEJM: pregabalin for sciatica (PRECISE)',
    link: doi('10.1056/NEJMoa1614292'),
  },
  'goldberg-2015': {
    label: 'Goldberg 2015, JAMA: oral steroids for herniated disc, n = 269',
    link: doi('10.1001/jama.2015.4468'),
  },
  'opal-2023': {
    label: 'Jones 2023, Lancet: opioids for acute low back and neck pain (OPAL)',
    link: doi('10.1016/S0140-6736(23)00404-X'),
  },
  'peul-2007': {
    label: 'Peul 2007, NEJM: surgery or prolonged conservative care for sciatica',
    link: doi('10.1056/NEJMoa064039'),
  },
  'petr-2019': {
    label: 'Petr 2019: timing of surgery for motor deficits from disc herniation',
    link: doi('10.1097/BRS.0000000000002295'),
  },
  'early-surgery-cohort': {
    label: 'Early surgery for motor deficit, cohort, n = 390',
  },
  'balaji-2012': {
    label: 'Balaji 2012: recovery of severe motor deficit, timing made no difference',
  },
  'nice-ng156': {
    label: 'NICE NG156: abdominal aortic aneurysm',
    year: 2020,
    link: 'https://www.nice.org.uk/guidance/ng156',
  },
  'nice-cg124': {
    label: 'NICE CG124: hip fracture, imaging of an occult fracture, timing of surgery',
    year: 2011,
    link: 'https://www.nice.org.uk/guidance/cg124',
  },
  'balcescu-2023': {
    label: 'Balcescu 2023: pyogenic spinal infections and MRI of the whole spine',
    link: doi('10.5194/jbji-8-1-2023'),
  },
  'yusuf-2019': {
    label: 'Yusuf 2019: native vertebral osteomyelitis, who gets it',
  },
  'iliopsoas-2019': {
    label: 'BMC Infect Dis 2019: iliopsoas abscess, presentation and course',
    link: doi('10.1186/s12879-019-3675-2'),
  },
  'kocher-1999': {
    label: 'Kocher 1999: septic arthritis or transient synovitis of the hip in children',
    link: doi('10.2106/00004623-199912000-00002'),
  },
  'caird-2006': {
    label: 'Caird 2006: CRP in septic arthritis of the hip in children',
    link: 'https://pubmed.ncbi.nlm.nih.gov/16757758/',
  },
  'reinstein-1984': {
    label: 'Reinstein 1984: femoral neuropathy from retroperitoneal haematoma',
  },
  'parmer-2006': {
    label: 'Parmer 2006: femoral neuropathy after retroperitoneal haematoma, cases and review',
    link: doi('10.1007/s10016-006-9059-2'),
  },
  'shin-2006': {
    label: 'Shin 2006: spinal epidural haematoma, timing of surgery',
    link: pmc('PMC3489451'),
  },
  'tins-2014': {
    label: 'Tins 2014: insufficiency fractures of pelvis and hip',
    link: doi('10.1007/s13244-014-0371-z'),
  },
  'schindler-2007': {
    label: 'Schindler 2007: sacral insufficiency fracture that imitates sciatica',
  },
  'leonhard-2019': {
    label: 'Leonhard 2019: Guillain-Barré syndrome in ten steps',
    link: doi('10.1038/s41582-019-0250-9'),
  },
  'msd-enuresis-2025': {
    label: 'MSD Manual 2025: urinary incontinence in children',
  },
} as const satisfies Readonly<Record<string, CitationEntry>>;

export type CitationId = keyof typeof entries;

const yearIn = (label: string): { readonly year?: number } => {
  const [year] = /\b(?:19|20)\d\d\b/.exec(label) ?? [];
  return year === undefined ? {} : { year: Number(year) };
};

export const citations: Readonly<Record<CitationId, Citation>> = Object.fromEntries(
  Object.entries(entries).map(([id, entry]) => [id, { ...yearIn(entry.label), ...entry, checked: CHECKED }]),
) as Record<CitationId, Citation>;
