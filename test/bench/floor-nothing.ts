/** A function of Lambda that loads nothing and answers nothing: what Node and the runtime cost. */
export const handler = async () => ({ statusCode: 200, headers: {}, body: '' });
