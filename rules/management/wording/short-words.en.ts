/** Items of lists and studies as a clinician writes them in a note. The short words of a finding stand in its row. */
import type { OrderType } from '../../findings/index.ts';

/** Items of a list where their ids read badly. */
export const itemWords: Readonly<Record<string, string>> = {
  'cough-sneeze-strain-leg': 'coughing',
  'cough-sneeze-strain-back': 'coughing (back)',
  'pins-needles': 'pins and needles',
  'dorsal-foot': 'dorsum of the foot',
  'sit-to-stand': 'rising from sitting',
  'poorly-localised': 'poorly localised',
};

/** Studies as a clinician calls them. */
export const studyWords: Readonly<Partial<Record<OrderType, string>>> = {
  'MRI-L-WO': 'MRI lumbar spine',
  'MRI-L-WWO': 'MRI lumbar spine with contrast',
  'CT-L': 'CT lumbar spine',
  'XR-L': 'lumbar radiographs',
  'CT-MYELO': 'CT myelography',
  EMG: 'EMG/NCS',
  ESI: 'epidural steroid injection',
};
