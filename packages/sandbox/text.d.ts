/** The built script or document, as text. */
declare const text: string;
export default text;
