/** The intake face in English. */
import { plainAnswers } from '../../rules/findings/answer-words.ts';
import { choices, questions } from '../../rules/publish/intake/wording.ts';
import type { IntakeWords } from './intake.ts';

export const intakeEnglish: IntakeWords = {
  title: 'Before your visit',
  unreviewed: '',
  intro:
    'A few questions about your back and your legs. Answer as well as you can. “I am not sure” is a good answer too. You can go back at any time. Your answers stay on this device until you send or clear them.',
  start: 'Start',
  kept: 'Your earlier answers are still here.',
  startAgain: 'Clear them and start again',
  question: (n) => `Question ${n}`,
  left: (n) => (n === 0 ? 'perhaps the last one' : n === 1 ? 'about 1 more' : `about ${n} more`),
  next: 'Next',
  back: 'Back',
  why: 'Why do you ask?',
  choose: 'Choose an answer. If you do not know, choose “I am not sure”.',
  leftSide: 'Left',
  rightSide: 'Right',
  both: 'Both sides',
  yes: plainAnswers.yes,
  no: plainAnswers.no,
  none: plainAnswers['none-of-these'],
  notSure: plainAnswers['not-sure'],
  leftLeg: 'Left leg',
  rightLeg: 'Right leg',
  middle: 'In the middle',
  lists: {
    'where-it-hurts': 'Where does it hurt? Mark all the places.',
    'what-is-swollen': 'Is a leg swollen?',
  },
  places: {
    'low-back-pain': 'Low back',
    'buttock-pain': 'Buttock',
    'leg-pain': 'Leg',
    'foot-pain': 'Foot',
    'hip-pain': 'Deep in the hip joint',
    'hip-lateral-pain': 'Outer side of the hip',
    'groin-pain': 'Groin',
    'leg-swollen': 'The whole leg',
    'calf-swollen': 'The calf',
  },
  questions,
  answers: choices,
  reasons: {
    place: 'The place of the pain shows where its cause may be.',
    nerve: 'Each nerve of the leg serves its own part. This shows which nerve may be affected.',
    narrowing:
      'What makes it better or worse helps to tell a slipped disc from a narrow canal or another cause.',
    course: 'How it began and how it goes on tells how soon something must be done.',
    'cauda-equina':
      'The nerves at the end of the spine serve bladder, bowel and the area between the legs. When they are pressed, help within hours can prevent lasting harm.',
    weakness: 'A leg that gets weak can mean that a nerve is being damaged, and that it should be seen soon.',
    infection: 'Fever or sweats can be signs of an infection, which needs treatment soon.',
    cancer: 'These can be signs of a serious disease, which should be looked for.',
    fracture: 'After a fall or a bump a bone can be broken, sometimes without much pain.',
    circulation: 'Poor blood flow can cause pain in a leg, and it is treated in another way.',
    clot: 'A swollen leg can come from a blood clot, which needs treatment today.',
    hip: 'Pain of the hip can feel like pain from the back.',
    rash: 'Shingles can cause pain in a leg before or with its rash.',
    'other-nerves': 'Some diseases affect many nerves at once. They are treated in another way.',
    belly: 'Some causes of back or leg pain are in the belly, and some of them are urgent.',
    care: 'This shows how much it limits you, and what has been tried.',
    child: 'In a child this shows whether wetting is new.',
  },
  danger: {
    now: {
      title: 'This can be an emergency. Get help now.',
      text: [
        'If you are in a clinic or hospital: tell a member of staff now, and show them this page.',
        'If you are not: go to the nearest emergency department now, or call the emergency number. Do not drive yourself, and do not wait for your appointment.',
      ],
    },
    today: {
      title: 'This should be looked at today.',
      text: [
        'If you are in a clinic or hospital: tell a member of staff now.',
        'If you are not: call your doctor or an out-of-hours service today. If it gets worse, go to an emergency department.',
      ],
    },
    understood: 'I have read this. Go on',
  },
  done: {
    title: 'Thank you. That is what we need to know.',
    text: 'Send your answers, so that whoever sees you can read them.',
    more: (n) =>
      n === 1
        ? 'One more question can help to find the cause. It is up to you.'
        : `Up to ${n} more questions can help to find the cause. It is up to you.`,
    answerMore: 'Answer more',
    send: 'Send my answers',
    sending: 'Sending…',
  },
  stop: {
    button: 'Stop here',
    title: 'Stop here?',
    text: (n) =>
      `${n === 1 ? 'One question is' : `${n} questions are`} left whose answer can show that you need help sooner. If you stop now, your answers are sent as not finished.`,
    goOn: 'Go on with the questions',
    sendAsItIs: 'Send what I have answered',
  },
  sent: {
    title: 'Sent. Thank you.',
    text: 'Your answers are in your record and no longer on this device. If something new comes up, such as numbness between the legs or trouble with bladder or bowel, get help at once.',
    clear: 'Close this page now.',
  },
};
