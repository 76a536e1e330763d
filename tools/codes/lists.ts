/**
 * Which rows of the public files belong to which list. `take` and `leave` are read against the official name in
 * the source: a list that raises a warning is taken widely, one that takes a warning away narrowly. What is
 * taken was read by name; the names are not kept (they need a licence of SNOMED International).
 */
import type { SourceId } from './sources.ts';

export interface ListPart {
  readonly from: readonly SourceId[];
  /** Everything, where it is missing. */
  readonly take?: RegExp;
  readonly leave?: RegExp;
}

export interface List {
  readonly about: string;
  /** SNOMED CT where nothing is said. */
  readonly system?: 'rxnorm';
  /** The name says left, right or both. */
  readonly sided?: true;
  readonly parts: readonly ListPart[];
}

/** Names that state no finding of this patient now, in any list. */
export const NO_FINDING =
  /family history|suspected|screening|at risk|risk of|referral|\breview\b|care plan|no evidence|excluded|not detected|absence of|\bfear of|monitoring|vaccin|invit|declin|education|\bservices\b|drugs? used|\(morphologic abnormality\)|^\[|^old\b/i;

const basalCell = /basal cell (?:carcinoma|epithel)|epithelioma basal cell|basosquamous carcinoma of skin/i;
const squamousSkin = /squamous cell carcinoma.* (?:skin|eyelid|scalp|forehead|cheek|pinna|earlobe)/i;
const otherThanSkin =
  /secondary|metasta|oropharynx|external auditory|vulva|penis|anus|anal|mucosa|invasi|spindle|in situ|follicular atrophoderma/i;
const notMalignant =
  /uncertain behaviou?r|in situ|\bbenign\b|mastocytosis|keratoacanthoma|monoclonal gammopathy|borderline|lymphangioleiomyomatosis|atypical fibroxanthoma|lymphomatoid|carcinoid (?:syndrome|crisis)|uncertain or unknown|acanthosis|deletion syndrome|emberger|developmental delay|hypereosinophilic|monosomy|mast cell nevus|mastocytoma|leiomyomatosis|angiomyxoma|atypical lipoma|pinkus|bone marrow failure/i;

const lowerLegInjury =
  /(?:fracture|dislocat|disruption).*(?:ankle|foot|feet|tibia|fibul|malleol|calcan|talus|talar|tarsal|tarso|metatars|lower leg|navicular of|cuboid|cuneiform|lisfranc|pilon)|(?:ankle|foot|tibia|fibul|malleol|calcane|talus|tarsal|metatars|lower leg|pilon).*(?:fracture|dislocat)|(?:rupture|laceration|tear|division|injury).*(?:achilles|tibialis|peroneal tendon|fibular tendon|tendon of (?:foot|ankle|lower leg)|extensor hallucis)|compartment syndrome of (?:lower leg|foot)|(?:tibial|peroneal) compartment syndrome/i;

export const lists = {
  malignancy: {
    about: 'cancer other than basal and squamous cell carcinoma of the skin',
    parts: [
      {
        from: ['v1', 'v2'],
        leave: new RegExp(`${notMalignant.source}|${basalCell.source}|${squamousSkin.source}`, 'i'),
      },
      { from: ['n1'], take: /history of .*(?:malignan|cancer|carcinoma)/i },
    ],
  },
  'skin-cancer': {
    about: 'basal and squamous cell carcinoma of the skin, primary',
    parts: [
      { from: ['v1', 'v2'], take: basalCell, leave: otherThanSkin },
      { from: ['v1', 'v2'], take: squamousSkin, leave: otherThanSkin },
    ],
  },
  pregnancy: {
    about: 'pregnancy, current',
    parts: [
      { from: ['v3'] },
      {
        from: ['v4'],
        take: /single pregnancy|elderly primigravida|intrauterine device failure - pregnant|multiparity/i,
      },
    ],
  },
  'heart-failure': { about: 'heart failure', parts: [{ from: ['v5'] }] },
  'kidney-disease': {
    about: 'chronic kidney disease of a stage before 4, or of none',
    parts: [
      {
        from: ['d4', 'n2'],
        take: /chronic (?:kidney disease|renal failure|renal insufficiency)/i,
        leave: /stage [45]|category g[45]|end.stage|on dialysis|pre-end/i,
      },
    ],
  },
  'severe-kidney-disease': {
    about: 'chronic kidney disease of stage 4 or 5',
    parts: [
      {
        from: ['d4', 'v21', 'v22', 'n2'],
        take: /(?:stage|category) g?[45]\b|end.stage renal|on dialysis/i,
        leave: /pre-end|pressure|reflux|ureter/i,
      },
    ],
  },
  'on-dialysis': {
    about: 'kidney disease that is dialysed',
    parts: [{ from: ['d4', 'v21', 'n2'], take: /on dialysis/i }],
  },
  dialysis: {
    about: 'dialysis as a procedure',
    parts: [{ from: ['v19'], leave: /aspiration|flushing|albumin|plasma|catheter|counsel|training/i }],
  },
  diabetes: { about: 'diabetes', parts: [{ from: ['v6'] }] },
  'diabetic-neuropathy': {
    about: 'diabetic neuropathy of the limbs; the radiculoplexus form has a list of its own',
    parts: [
      {
        from: ['d2'],
        take: /(?:neuropath(?:y|ies)|peripheral neuropathy).*diabet|diabet.*neuropath/i,
        leave: /autonomic|radiculo|proximal|femoral|arthropathy|insipidus|cervical|thoracic/i,
      },
    ],
  },
  'diabetic-amyotrophy': {
    about: 'lumbosacral radiculoplexus neuropathy of diabetes',
    parts: [
      {
        from: ['d2'],
        take: /(?:radiculoplexus|proximal motor|femoral mono)neuropathy.*diabet|(?:radiculoplexus|proximal motor) neuropathy.*diabet/i,
        leave: /cervical|thoracic/i,
      },
    ],
  },
  immunosuppression: {
    about: 'weakened immune defence other than by HIV',
    parts: [
      {
        from: ['v7'],
        leave:
          /human immunodeficiency|acquired immun(?:e|o)deficiency|neonatal|metastatic malignant neoplasm to lymph|history of/i,
      },
    ],
  },
  hiv: {
    about: 'HIV infection',
    parts: [{ from: ['v8', 'v9'], leave: /exposure|maternal|newborn|fetus|contact/i }],
  },
  transplant: {
    about: 'organ or marrow transplant of this patient',
    parts: [
      { from: ['v10', 'v11', 'v12', 'v23'], leave: /autotransplant|donor renal transplantation/i },
      {
        from: ['d1', 'd4'],
        take: /(?:renal|kidney|cardiac|heart|lung|liver) transplant|transplanted (?:kidney|heart|lung|liver)|with (?:renal )?transplant/i,
        leave: /donor/i,
      },
    ],
  },
  osteoporosis: {
    about: 'osteoporosis, and fractures that it caused',
    parts: [
      {
        from: ['v13', 'v14', 'n3'],
        leave: /disappearing bone|gorham|marrow defect|transient|migrating|hypophosphatemia/i,
      },
    ],
  },
  'peripheral-arterial-disease': {
    about: 'atherosclerosis and chronic occlusion of the arteries of the leg',
    parts: [
      {
        from: ['v15', 'n4', 'd1'],
        take: /peripheral arter(?:ial|y) (?:disease|insuff|occlu)|peripheral vascular (?:disease|disorder)|intermittent claudication|critical.*isch|limb isch|isch(?:a)?emic foot|(?:atheroscl|arterioscl|chronic occlusion|gangrene|ulcer|pain at rest).*(?:limb|leg|extremit|foot|iliac|aortoiliac|ankle|calf|heel)|(?:occlusion|stenosis) of .*(?:aortoiliac|femoral|popliteal|tibial|lower limb) artery|(?:occlusion|stenosis) of (?:lower limb artery|artery of (?:left |right )?lower limb)/i,
        leave: /upper|\barm\b|vein|venous|embol|thromb|jaw|acute occlusion|pressure ulcer|graft/i,
      },
    ],
  },
  aneurysm: {
    about: 'aneurysm of the abdominal aorta or an iliac artery, not ruptured',
    parts: [
      {
        from: ['d1'],
        take: /abdominal aort.*aneurysm|aneurysm.*abdominal aorta|(?:supra|juxta|infra)renal (?:aortic|artery) aneurysm|thoracoabdominal aortic aneurysm|^aortic aneurysm$|iliac aneurysm|aneurysm of .*iliac artery/i,
        leave: /ruptur|leak|perforat|repair|vein|mycotic.*thoracic|loeys/i,
      },
    ],
  },
  'ruptured-aneurysm': {
    about: 'ruptured or leaking aneurysm of the aorta below the chest',
    parts: [
      {
        from: ['d1'],
        take: /(?:ruptur|leak|perforat).*(?:abdominal|thoracoabdominal|suprarenal).*aneurysm|(?:thoracoabdominal|abdominal|suprarenal|iliac).*aneurysm.*ruptur|perforation of (?:thoraco)?abdominal aorta .*aneurysm|^ruptured aortic aneurysm|ruptur.*iliac (?:artery )?aneurysm|perforation of iliac artery.*aneurysm/i,
        leave: /without rupture|nonruptured|unruptured/i,
      },
    ],
  },
  'leg-artery-occlusion': {
    about: 'embolism, thrombosis or acute occlusion of an artery of the leg',
    sided: true,
    parts: [
      {
        from: ['d1'],
        take: /(?:embol|thromb).*(?:arter(?:y|ies)|iliac|popliteal|femoral).*(?:lower|leg|limb|iliac|femoral|popliteal|tibial|pedis|extremit)|(?:embol|thromb)(?:ism|osis|us)(?: and(?:\/or)? (?:embolism|thrombosis))? of .*(?:iliac|femoral|popliteal|tibial|dorsalis pedis|lower (?:limb|extremit)).*arter|(?:embol|thromb)\S* of (?:iliac artery|arteries of lower|(?:left|right|bilateral)?\s*(?:common )?(?:femoral|popliteal|iliac) arter)|acute occlusion of (?:aortoiliac )?artery|embolism and thrombosis of the abdominal aorta/i,
        leave:
          /^acute occlusion of artery$|the extremities$|vein|venous|phleb|upper|pulmon|atheroembol|atheromatous|bypass|mesent|renal|cerebr/i,
      },
    ],
  },
  'deep-vein-thrombosis': {
    about: 'deep vein thrombosis of the leg or pelvis, acute or of no said age',
    sided: true,
    parts: [
      {
        from: ['v16', 'd1'],
        take: /deep v(?:ein|enous) thrombosis|deep (?:thrombo)?phlebitis|deep phlebothrombosis|phlegmasia|(?:thrombosis|thrombophlebitis|phlebitis) of .*(?:deep|iliac|femoral|femoropopliteal|popliteal|tibial|peroneal)|thrombosis of vein of lower limb|thrombophlebitis of deep veins/i,
        leave:
          /chronic|upper|axillar|jugular|subclavian|superior|superficial|history|puerperal|postnatal|delivered|brachial|ulnar|radial|saphen|(?:iliac|femoral|popliteal|tibial) arter|femoral bypass|popliteal bypass|crossover/i,
      },
    ],
  },
  'previous-deep-vein-thrombosis': {
    about: 'chronic or recurrent deep vein thrombosis of the leg: one there was before',
    parts: [
      {
        from: ['d1'],
        take: /chronic deep v(?:ein|enous) thrombosis|recurrent deep vein thrombosis|post-?thrombotic syndrome/i,
        leave: /upper|axillar|jugular|subclavian/i,
      },
    ],
  },
  'spinal-infection': {
    about: 'infection of the spine or in its canal, at any level',
    parts: [
      {
        from: ['d2', 'd5', 'd6'],
        take: /(?:intra)?spinal.*abscess|abscess.*(?:spinal|spine)|epidural abscess|vertebral abscess|(?:infective |lumbar |thoracic |cervical |^)discitis|osteomyelitis of .*(?:spine|sacrum|vertebra)|tuberculosis of (?:.*spine|vertebral)|(?:brucella|enterobacterial|gonococcal) spondylitis|spondylodiscitis/i,
        leave: /without osteomyelitis|temporomandibular|retrodiscitis|brain|intracranial/i,
      },
    ],
  },
  endocarditis: {
    about: 'infective endocarditis',
    parts: [
      {
        from: ['d1', 'd6'],
        take: /endocarditis/i,
        leave:
          /healed|rheumatic|libman|l(?:o|ö)ffler|nonbacterial|following infective|due to endocarditis|vegetation of/i,
      },
    ],
  },
  bacteraemia: {
    about: 'bacteraemia and sepsis',
    parts: [
      {
        from: ['d6'],
        take: /\b(?:sepsis|septic(?:a)?emia|bacter(?:a)?emia|septic shock|pyemia)\b/i,
        leave:
          /fetus|fetal|newborn|neonat|perinatal|caused by virus|intrauterine|without sepsis|abortion|pregnancy|labou?r|puerper/i,
      },
    ],
  },
  'multiple-sclerosis': {
    about: 'multiple sclerosis',
    parts: [
      {
        from: ['b1'],
        take: /multiple sclerosis/i,
        leave: /uveitis|neuritis|hemichorea|ichthyosis|dementia|autonomic|care|administration/i,
      },
    ],
  },
  hemiplegia: {
    about: 'hemiplegia and hemiparesis of leg and arm',
    sided: true,
    parts: [
      {
        from: ['d2'],
        take: /hemi(?:plegia|paresis)/i,
        leave:
          /alternating|hypoglossal|crossed|facial|of face|side of face|laryngeal|migraine|functional|epilepsy|lacunar|ataxic|chorea|hysterical|todd|transient/i,
      },
    ],
  },
  paraplegia: {
    about: 'weakness of both legs of long standing',
    parts: [
      {
        from: ['d2'],
        take: /(?:para|quadri|tetra)pleg|paraparesis|diplegia|paralysis due to lesion of spinal cord/i,
        leave: /acute|functional|hysterical|transient|upper limbs/i,
      },
    ],
  },
  'cerebral-palsy': {
    about: 'cerebral palsy that reaches the legs',
    parts: [
      {
        from: ['d2'],
        take: /^cerebral palsy$|(?:spastic|diplegic|bilateral|quadriplegic|paraplegic|affecting lower limb).*cerebral palsy|cerebral palsy affecting lower limb/i,
        leave: /non-spastic|ataxic/i,
      },
    ],
  },
  'motor-neurone-disease': {
    about: 'motor neurone disease',
    parts: [
      {
        from: ['b2'],
        take: /motor neuron|lateral sclerosis|progressive bulbar palsy|anterior horn/i,
        leave: /lead intoxication|restrictive lung/i,
      },
    ],
  },
  'guillain-barre': {
    about: 'Guillain-Barré syndrome',
    parts: [
      {
        from: ['d2'],
        take: /guillain|^acute inflammatory demyelinating polyradiculoneuropathy|acute motor(?:.sensory)? axonal neuropathy/i,
      },
    ],
  },
  zoster: {
    about: 'herpes zoster of the skin or of a root, where the name does not place it elsewhere',
    parts: [
      {
        from: ['v17'],
        take: /zoster/i,
        leave:
          /varicella|history|cervical|thoracic|pneumoni|eye|eyelid|ophthalm|cornea|conjunctiv|kerat|irit|irido|scler|retin|epithelial|pseudodendr|infiltrates|dacryo|oral|pharyn|mandib|maxill|nose|otitis|auricularis|cranial|trigeminal|glossophar|encephal|gingival/i,
      },
    ],
  },
  'leg-injury': {
    about: 'fracture, dislocation or tendon injury at or below the lower leg',
    sided: true,
    parts: [
      {
        from: ['d3', 'd5', 'v24'],
        take: lowerLegInjury,
        leave:
          /late effect|sequel|malunion|nonunion|non-union|aftercare|history|delayed union|congenital|hip|femur|femoral|patell|knee|birth|toes?\b|phalan|exertional|chronic|pathologic|developmental|stress|recurrent|habitual|abrasion|superficial|injury of (?:nerve|blood|artery|vein)|\bnerve\b|\bartery\b|\bvein\b|hand|wrist|arm|forearm|finger/i,
      },
    ],
  },
  'hip-fracture': {
    about: 'fracture of the hip or the femur',
    sided: true,
    parts: [
      {
        from: ['d3', 'd5', 'v24'],
        take: /fracture.*(?:femur|femoral|\bhips?\b|trochant)|(?:femur|femoral|\bhips?\b|trochant).*fracture/i,
        leave:
          /late effect|sequel|malunion|nonunion|non-union|aftercare|history|delayed union|healed|congenital|birth|patell|acetabul/i,
      },
    ],
  },
  'cauda-equina': {
    about: 'lesion of the cauda equina',
    parts: [{ from: ['v20', 'd2'], take: /cauda equina/i, leave: /neoplasm|benign|congenital/i }],
  },
  'vertebral-fracture': {
    about: 'fracture of the lumbar spine or the sacrum, or of a vertebra that is not said',
    parts: [
      {
        from: ['d3', 'd5'],
        take: /fracture.*(?:lumbar|sacr|vertebr|spine|spinal)|(?:lumbar|sacr(?:al|um)|vertebr|spine).*fracture/i,
        leave:
          /cervical|thoracic|iliac spine|tibial spine|spine of|late effect|sequel|nasal|ischial|scapula|ilium|T7|T1|mandib|axis|atlas|atlanto|costovertebral|sacroiliac|birth|spondylolysis|T12|dens|odontoid|superior iliac|inferior iliac/i,
      },
    ],
  },
  'lumbar-disc-herniation': {
    about: 'herniation of a lumbar disc',
    parts: [
      {
        from: ['d5', 'd2'],
        take: /(?:prolaps|displace|hernia|ruptur|extru|protru|sequest).*lumb(?:ar|osacral)|lumb(?:ar|osacral).*(?:prolaps|displace|hernia|ruptur|extru|protru|sequest)|lumbago-sciatica due to displacement/i,
        leave: /spondylo|nerve root injur|muscle|ligament|hernia of|cord|vertebra(?:e)?\b.*displace/i,
      },
    ],
  },
  'lumbar-stenosis': {
    about: 'stenosis of the lumbar canal or foramina',
    parts: [{ from: ['d2', 'd5'], take: /lumbar.*stenosis|stenosis.*lumbar/i }],
  },
  spondylolisthesis: {
    about: 'spondylolisthesis of the lumbar spine or of no said level',
    parts: [
      { from: ['d5'], take: /spondylolisthesis|spondyloptosis/i, leave: /cervical|thoracic|prespond/i },
    ],
  },
  'hip-osteoarthritis': {
    about: 'osteoarthritis of the hip',
    sided: true,
    parts: [
      {
        from: ['d5'],
        take: /(?:osteoarthritis|coxarthrosis|osteoarthrosis).*(?:hip|pelvic region)|coxarthrosis/i,
        leave: /toe|knee/i,
      },
    ],
  },
  'hip-osteonecrosis': {
    about: 'osteonecrosis of the head of the femur',
    sided: true,
    parts: [
      {
        from: ['d5'],
        take: /(?:osteonecrosis|avascular necrosis|aseptic necrosis|ischemic necrosis).*(?:femoral head|head of (?:the )?(?:left |right )?femur|hip|femur)/i,
        leave: /condyle|knee|medial femoral/i,
      },
    ],
  },
  'femoral-neuropathy': {
    about: 'lesion of the femoral nerve',
    sided: true,
    parts: [
      {
        from: ['d2'],
        take: /femoral (?:mono)?(?:neuropathy|nerve)|(?:lesion|disorder|injury|palsy|compression|entrapment) of (?:left |right )?femoral nerve/i,
        leave: /cutaneous|diabet|genito/i,
      },
    ],
  },
  'tarsal-tunnel': {
    about: 'tarsal tunnel syndrome',
    sided: true,
    parts: [{ from: ['d2', 'd5'], take: /tarsal tunnel/i, leave: /anterior/i }],
  },
  sciatica: {
    about: 'sciatica: pain along the nerve, by its name',
    sided: true,
    parts: [
      { from: ['d2', 'd5', 's1'], take: /sciatica|neuralgia of (?:left |right )?sciatic/i, leave: /&|^\(/i },
    ],
  },
  'lumbar-radiculopathy': {
    about: 'lumbar or sacral radiculopathy, which may be numbness or weakness alone',
    sided: true,
    parts: [
      {
        from: ['d2', 'd5', 's1', 'v20'],
        take: /(?:lumbar|lumbosacral|sacral).*(?:radicul(?:opathy|itis))|radicul(?:opathy|itis).*(?:lumbar|lumbosacral)|radicular syndrome of lower|compression of (?:lumbar|sacral) nerve root|lesion of (?:left|right) lumbosacral nerve root|lumbosacral nerve root pain|lumbosacral spondylosis .*root compression/i,
        leave: /without radiculopathy|thoracolumbar|zoster|^\[/i,
      },
    ],
  },
  'leg-pain': {
    about: 'pain in the leg between hip and foot',
    sided: true,
    parts: [
      {
        from: ['s1'],
        take: /^(?:acute |chronic )?pain (?:in|of) (?:(?:left|right|bilateral) )*(?:lower limbs?|legs?|lower legs?|thighs?|calf|calves)$|^(?:bilateral )?(?:calf|thigh|leg) pain$|^pain radiating to (?:left|right) leg$|^pain in lower limb on elevation$|^leg pain on elevation$/i,
      },
    ],
  },
  'cold-painful-leg': {
    about: 'a leg that is painful and cold',
    parts: [{ from: ['s1'], take: /^painful and cold (?:lower limb|lower leg|foot)$/i }],
  },
  'low-back-pain': {
    about: 'pain in the low back',
    parts: [
      {
        from: ['s1'],
        take: /low(?:er)? back pain|back pain.*lumbar|lumbar (?:spine|region|discogenic|facet).*pain|pain (?:in|of|on movement of) (?:left |right )?lumbar|pain in (?:left |right )?lumbar|^lumbago$|complaining of low back|(?:acute|chronic) back pain(?: with sciatica)?$|^sacral back pain$|myofascial pain syndrome of (?:lumbar|lower back)/i,
        leave: /neuralgia of left|pathway|&|palpation|^\(|radiating to|sacroiliac|tender/i,
      },
    ],
  },
  'leg-numbness': {
    about: 'numbness of the leg',
    sided: true,
    parts: [
      { from: ['s2'], take: /^numbness of (?:left |right )?(?:lower limb|lower extremity|leg|foot|toe)s?$/i },
    ],
  },
  'leg-paraesthesia': {
    about: 'paraesthesia of the leg',
    sided: true,
    parts: [
      {
        from: ['s2'],
        take: /^paresthesia of (?:bilateral |left |right )*(?:lower limbs?|lower extremit\w+|legs?|f(?:oo|ee)t)$/i,
      },
    ],
  },
  'leg-paresis': {
    about: 'weakness or paralysis of one leg that is not the late effect of a stroke',
    sided: true,
    parts: [
      {
        from: ['d2'],
        take: /mono(?:plegia|paresis).*(?:leg|lower limb)/i,
        leave: /late effect|sequela|cerebrovascular|cerebral palsy/i,
      },
    ],
  },
  'saddle-numbness': {
    about: 'numbness of the saddle or genital area',
    parts: [{ from: ['s2', 'v20'], take: /numbness of (?:saddle|vulva|perine)/i }],
  },
  'urinary-retention': {
    about: 'retention of urine that is not known to be chronic',
    parts: [
      {
        from: ['v18', 'd4'],
        take: /retention of urine|urinary retention/i,
        leave: /^chronic|catheter|prolapse/i,
      },
    ],
  },
  fever: {
    about: 'fever or rigors',
    parts: [
      {
        from: ['s3'],
        take: /^(?:on examination - )?(?:fever|pyrexia|rigor|having rigors|chills and fever|sweating fever|spiking fever|swinging fever)|fever (?:with chills|greater|due to)|(?:remittent|intermittent|continuous|irregular|biphasic|chronic) fever|pyrexia of unknown|low grade pyrexia|rise of fever|increased body temperature|body temperature above|on examination - (?:temperature elevated|hyperpyrexia)|feeling feverish/i,
        leave:
          /symptoms|\bnos\b|relapsing|central|\[|treatment|cold|care|score|caused by severe|defervescence|fall-/i,
      },
    ],
  },
  'weight-loss': {
    about: 'weight loss that nobody wanted or explained',
    parts: [
      {
        from: ['s4'],
        take: /(?:unexplained|unintentional|involuntary|abnormal|excessive).*(?:weight loss|loss of weight|weight)/i,
        leave: /\(|gain/i,
      },
    ],
  },
  'oestrogen-drugs': {
    about: 'products with an oestrogen that acts on the whole body',
    system: 'rxnorm',
    parts: [
      { from: ['r1', 'r2'], take: /estradiol|estrogens|estropipate|mestranol/i, leave: /vaginal|topical/i },
    ],
  },
  'chemotherapy-drugs': {
    about: 'products of chemotherapy; methotrexate is a drug of rheumatology too and has the other list',
    system: 'rxnorm',
    parts: [{ from: ['r4'], leave: /methotrexate|prednis|dexamethasone/i }],
  },
  'immunosuppressant-drugs': {
    about: 'products that weaken the immune defence, without steroids',
    system: 'rxnorm',
    parts: [
      {
        from: ['r3'],
        leave: /prednis|cortisone|dexamethasone|betamethasone|triamcinolone|budesonide|topical|ophthalmic/i,
      },
      { from: ['r4'], take: /methotrexate/i },
    ],
  },
} as const satisfies Readonly<Record<string, List>>;

export type HarvestedListName = keyof typeof lists;
