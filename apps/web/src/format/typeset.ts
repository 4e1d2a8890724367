/** A sentence of the server, set as all others here are: `8.1%`, and true minus signs. */
export function typeset(sentence: string): string {
  return sentence.replace(/(\d) %/g, '$1%').replace(/(^|[\s([])-(?=\d)/g, '$1−');
}
