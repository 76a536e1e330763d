/** Goes up with any change of meaning in the rules; part of every answer and audit row. */
export const KNOWLEDGE_VERSION = '1.0.0';
